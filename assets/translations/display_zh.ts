<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>display</name>
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
        <source>Counter</source>
        <translation>窗口</translation>
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
        <source>Paused: {counters}</source>
        <translation>暂停服务：{counters} 号窗口</translation>
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
        <source>called soon</source>
        <translation>即将叫号</translation>
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
    <message>
        <source>estimate to come</source>
        <translation>等候时间估算中</translation>
    </message>
    <message>
        <source>The hall is closed</source>
        <translation>大厅已关门</translation>
    </message>
    <message>
        <source>The hall opens at {time}</source>
        <translation>{time} 开门</translation>
    </message>
    <message>
        <source>Closed · opens {day} {time}</source>
        <translation>已关门 · {day} {time} 开门</translation>
    </message>
    <message>
        <source>At your service</source>
        <translation>为您服务</translation>
    </message>
    <message>
        <source>Please come to this counter</source>
        <translation>请到本窗口</translation>
    </message>
    <message>
        <source>Now serving</source>
        <translation>正在办理</translation>
    </message>
    <message>
        <source>Please wait for your number</source>
        <translation>请等候叫号</translation>
    </message>
    <message>
        <source>Service paused</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>Counter closed</source>
        <translation>窗口未开放</translation>
    </message>
    <message>
        <source>Readable from {metres} m only, not from {wanted} m</source>
        <translation>字号不足：{metres} 米内可看清，应为 {wanted} 米</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Now at · counter</source>
        <translation>当前号 · 窗口</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>预计等候</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Ready: you will be called</source>
        <translation>可取件，请等候叫号</translation>
    </message>
    <message>
        <source>Being prepared</source>
        <translation>正在制作</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>The picture {file} is left out: {reason}.</source>
        <translation>图片 {file} 未采用：{reason}。</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>it is neither JPEG nor PNG</source>
        <translation>不是 JPEG 或 PNG 图片</translation>
    </message>
    <message>
        <source>it has too many pixels</source>
        <translation>像素过多</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>On a screen of {inches} inches the board “{name}” cannot be read from {wanted} m: {detail}. A larger screen, a board with less on it, or fewer columns would do.</source>
        <translation>在 {inches} 英寸的屏幕上，大屏“{name}”无法从 {wanted} 米处看清：{detail}。可换用更大的屏幕、内容更少的大屏，或减少列数。</translation>
    </message>
    <message>
        <source>The picture {file} could not be written.</source>
        <translation>无法写入图片 {file}。</translation>
    </message>
    <message>
        <source>There is no board “{name}”. There are: {known}; or the path of a file.</source>
        <translation>没有名为“{name}”的大屏。可用的有：{known}；也可填写文件路径。</translation>
    </message>
    <message>
        <source>The board {file} cannot be used: {detail}.</source>
        <translation>大屏文件 {file} 无法使用：{detail}。</translation>
    </message>
    <message>
        <source>The sentences in {file} cannot be used: {detail}.</source>
        <translation>播报用语文件 {file} 无法使用：{detail}。</translation>
    </message>
    <message>
        <source>There are no sentences for the language “{language}”. There are: {known}.</source>
        <translation>没有“{language}”语言的播报用语。现有：{known}。</translation>
    </message>
</context>
</TS>
