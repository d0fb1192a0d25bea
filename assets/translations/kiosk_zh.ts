<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>errors</name>
    <message>
        <source>There is no ticket “{name}”. There are {known}, or a path that ends in .toml.</source>
        <translation>没有名为“{name}”的号票版式。可用：{known}，或以 .toml 结尾的文件路径。</translation>
    </message>
    <message>
        <source>The ticket {file} cannot be used: {detail}.</source>
        <translation>号票版式 {file} 无法使用：{detail}。</translation>
    </message>
</context>
<context>
    <name>kiosk</name>
    <message>
        <source>{weekday} {day} {month}</source>
        <translation>{month}{day}日 {weekday}</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>Large type</source>
        <translation>大字版</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>Within reach</source>
        <translation>低位操作</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>语音朗读</translation>
    </message>
    <message>
        <source>{counters} counters · {waiting} waiting</source>
        <translation>{counters} 个窗口 · 当前等候 {waiting} 人</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between life events</comment>
        <translation type="unfinished">、</translation>
    </message>
    <message>
        <source>By department</source>
        <translation>按部门取号</translation>
    </message>
    <message>
        <source>{n} departments</source>
        <translation>{n} 个部门</translation>
    </message>
    <message>
        <source>For people</source>
        <translation>个人办事</translation>
    </message>
    <message>
        <source>For businesses</source>
        <translation>企业办事</translation>
    </message>
    <message>
        <source>Not sure what you need?</source>
        <translation>不知道办什么？</translation>
    </message>
    <message>
        <source>Our staff at the guide desk help you choose</source>
        <translation>到导办台，工作人员帮您选</translation>
    </message>
    <message>
        <source>Guide-desk number</source>
        <translation>取导办号</translation>
    </message>
    <message>
        <source>{n} services</source>
        <translation>等 {n} 项</translation>
    </message>
    <message>
        <source>Choose by zone</source>
        <translation>按区域取号</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>您还在吗？</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续操作</translation>
    </message>
    <message>
        <source>Otherwise this screen makes room for the next visitor</source>
        <translation>无操作将返回首页，方便下一位使用</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>More</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Choose the department, then the service</source>
        <translation>请先选部门，再选业务</translation>
    </message>
    <message>
        <source>Ticket number</source>
        <translation>票号</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Keep the number</source>
        <translation>保留号码</translation>
    </message>
    <message>
        <source>Cancel the number</source>
        <translation>取消号码</translation>
    </message>
    <message>
        <source>Please take your ticket</source>
        <translation>请取走小票</translation>
    </message>
    <message>
        <source>Printing your ticket…</source>
        <translation>正在打印小票…</translation>
    </message>
    <message>
        <source>Without an answer it is cancelled in {n} s</source>
        <translation>{n} 秒内未选择，号码将自动取消</translation>
    </message>
    <message>
        <source>Taking your number</source>
        <translation>正在取号</translation>
    </message>
    <message>
        <source>The connection is interrupted; trying again. You will not get two numbers.</source>
        <translation>网络连接中断，正在重试。不会重复取号。</translation>
    </message>
    <message>
        <source>Just a moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>Your ticket is being printed; please take it below</source>
        <translation>正在打印，请在下方取走小票</translation>
    </message>
    <message>
        <source>Please take your ticket, and watch the screens and listen</source>
        <translation>请取走下方小票，留意屏幕与广播</translation>
    </message>
    <message>
        <source>{trouble}.
Keep the number?</source>
        <translation>{trouble}
要保留号码吗？</translation>
    </message>
    <message>
        <source>Kept, it is valid without paper: take a photo of it or remember the number</source>
        <translation>保留后无需小票，号码照样有效：请拍照或记住号码</translation>
    </message>
    <message>
        <source>Is your ticket out?</source>
        <translation>小票出来了吗？</translation>
    </message>
    <message>
        <source>The printer does not say. Your number is valid in a minute all the same: take a photo of it or remember the number</source>
        <translation>打印机没有回应。无论小票是否打出，号码一分钟后生效：请拍照或记住号码</translation>
    </message>
    <message>
        <source>Your number is kept</source>
        <translation>号码已保留</translation>
    </message>
    <message>
        <source>It is valid without paper. Please watch the screens and listen</source>
        <translation>无需小票，号码有效。请留意屏幕与广播</translation>
    </message>
    <message>
        <source>The number is cancelled</source>
        <translation>号码已取消</translation>
    </message>
    <message>
        <source>It will not be called. You can take a new one at any kiosk</source>
        <translation>此号不会再呼叫，您可在任一取号机重新取号</translation>
    </message>
    <message>
        <source>No number this time</source>
        <translation>这次没有取到号</translation>
    </message>
    <message>
        <source>The connection stayed away for too long, and the request was withdrawn. Please try again or go to the guide desk</source>
        <translation>网络连接中断过久，本次取号已撤销。请重试，或到导办台</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>等候 {n} 人</translation>
    </message>
    <message>
        <source>No open counter</source>
        <translation>暂无窗口开放</translation>
    </message>
    <message>
        <source>No wait</source>
        <translation>无需等候</translation>
    </message>
    <message>
        <source>About {minutes} min</source>
        <translation>约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counters</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Counter {numbers}</source>
        <translation>{numbers} 号窗口</translation>
    </message>
    <message>
        <source>Counters {numbers}</source>
        <translation>{numbers} 号窗口</translation>
    </message>
    <message>
        <source>{floor} · Zone {zone}</source>
        <translation>{floor} {zone} 区</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Ahead of you</source>
        <translation>前面等候</translation>
    </message>
    <message>
        <source>Expected wait</source>
        <translation>预计等候</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>取号时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Ticket code; holds nothing personal</source>
        <translation>号票校验码，不含个人信息</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚未开窗</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>The printer is out of paper</source>
        <translation>打印机缺纸</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open</source>
        <translation>打印机盖未合上</translation>
    </message>
    <message>
        <source>The printer&apos;s cutter is stuck</source>
        <translation>打印机切刀卡住</translation>
    </message>
    <message>
        <source>The printer is not connected</source>
        <translation>打印机未连接</translation>
    </message>
    <message>
        <source>The printer does not answer</source>
        <translation>打印机无响应</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>The kiosk is starting.</source>
        <translation>取号机正在启动。</translation>
    </message>
    <message>
        <source>No numbers at the moment</source>
        <translation>暂停取号</translation>
    </message>
    <message>
        <source>The connection to the hall is interrupted.
Numbers that were given out stay valid.
This kiosk goes on by itself when it is back.
In a hurry? Please go to the guide desk.</source>
        <translation>与大厅系统的连接中断，已取的号码仍然有效。
连接恢复后，本机自动恢复取号。
如有急事，请到导办台。</translation>
    </message>
    <message>
        <source>Please use another kiosk or the guide desk.
It goes on by itself when the printer is ready.</source>
        <translation>请使用其他取号机，或到导办台取号。
打印机就绪后，本机自动恢复。</translation>
    </message>
    <message>
        <source>Not set up yet</source>
        <translation>尚未设置</translation>
    </message>
    <message>
        <source>No hall has been loaded for this kiosk. Please tell the staff.</source>
        <translation>本机尚未载入大厅资料，请联系工作人员。</translation>
    </message>
    <message>
        <source>No numbers here at the moment</source>
        <translation>本机暂停取号</translation>
    </message>
    <message>
        <source>Choose your service: two touches to a number</source>
        <translation>请选择要办理的业务，两步取号</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>取号机</translation>
    </message>
    <message>
        <source>This item is no longer offered</source>
        <translation>该事项已不再办理</translation>
    </message>
    <message>
        <source>This is no number. Printed {moment}</source>
        <translation>本单不是号票 · 打印于 {moment}</translation>
    </message>
    <message>
        <source>What to bring</source>
        <translation>需要带什么</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>在哪里办</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>要多久</translation>
    </message>
    <message>
        <source>Print this</source>
        <translation>打印指南</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Printed: please take it</source>
        <translation>已打印，请取走</translation>
    </message>
    <message>
        <source>Not printed. Try again</source>
        <translation>未能打印，请重试</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>What it needs</source>
        <translation>需要什么</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Touch an item to take its number</source>
        <translation>点事项即可取号</translation>
    </message>
    <message>
        <source>Choose what it is about, then what you want done</source>
        <translation>先选类别，再选要办的事</translation>
    </message>
    <message>
        <source>Search for an item</source>
        <translation>查找事项</translation>
    </message>
    <message>
        <source>Typed: {text}</source>
        <translation>已输入：{text}</translation>
    </message>
    <message>
        <source>Search: SBK finds 社保卡</source>
        <translation>找事项：输入拼音首字母，如“SBK”社保卡</translation>
    </message>
    <message>
        <source>The catalogue is being prepared</source>
        <translation>正在准备办事目录</translation>
    </message>
    <message>
        <source>One moment, or go back and choose by zone</source>
        <translation>请稍候，或返回按区域取号</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <source>Try other words, or let our staff at the guide desk help you</source>
        <translation>换个说法再试，或到导办台请工作人员帮您</translation>
    </message>
    <message>
        <source>Type what you want done</source>
        <translation>请输入要办的事</translation>
    </message>
    <message>
        <source>The initials of its Pinyin are enough: SFZ for 身份证, GJJ for 公积金, HZ for 护照</source>
        <translation>拼音首字母即可：SFZ 身份证，GJJ 公积金，HZ 护照</translation>
    </message>
    <message>
        <source>Second print</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Your steps</source>
        <translation>办理步骤</translation>
    </message>
    <message>
        <source>Please bring</source>
        <translation>请带材料</translation>
    </message>
</context>
</TS>
