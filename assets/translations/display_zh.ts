<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>display</name>
    <message>
        <source>Board</source>
        <translation>叫号屏</translation>
    </message>
    <message>
        <source>Now calling</source>
        <translation>正在叫号</translation>
    </message>
    <message>
        <source>Last called</source>
        <translation>最近叫号</translation>
    </message>
    <message>
        <source>Please go to counter {n}</source>
        <translation>请到 {n} 号窗口</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>在取号机上取号</translation>
    </message>
    <message>
        <source>Watch and listen</source>
        <translation>留意屏幕和广播</translation>
    </message>
    <message>
        <source>Go to your counter</source>
        <translation>叫到号后前往窗口</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎光临</translation>
    </message>
    <message>
        <source>Latest calls</source>
        <translation>最近叫号</translation>
    </message>
    <message>
        <source>Called numbers appear here</source>
        <translation>叫到的号码显示在这里</translation>
    </message>
    <message>
        <source>Earlier calls appear here</source>
        <translation>之前叫过的号码显示在这里</translation>
    </message>
    <message>
        <source>Counter {n}</source>
        <translation>{n} 号窗口</translation>
    </message>
    <message>
        <source>Government service hall</source>
        <translation>政务服务大厅</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>人等候</translation>
    </message>
    <message>
        <source>in line</source>
        <translation>人</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>暂无语音播报</translation>
    </message>
    <message>
        <source>No hall is loaded yet</source>
        <translation>尚未载入大厅资料</translation>
    </message>
    <message>
        <source>Waiting for the hall&apos;s database</source>
        <translation>正在连接大厅数据库</translation>
    </message>
    <message>
        <source>Zone {zone}</source>
        <translation>{zone} 区</translation>
    </message>
    <message>
        <source>no counter open</source>
        <translation>暂无窗口开放</translation>
    </message>
    <message>
        <source>no wait</source>
        <translation>无需等候</translation>
    </message>
    <message>
        <source>announced next</source>
        <translation>即将播报</translation>
    </message>
    <message>
        <source>being served</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>No connection, as of {time}</source>
        <translation>连接中断 · 显示 {time} 的内容</translation>
    </message>
    <message>
        <source>Fault in this board</source>
        <translation>本屏出现故障</translation>
    </message>
    <message>
        <source>All zones</source>
        <translation>全部区域</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>missed: see the guide desk</source>
        <translation>已过号 · 请到导办台</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
</context>
</TS>
