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
    <message>
        <source>`card_reader` must name a class as module:Class, not “{named}” ({detail}).</source>
        <translation>`card_reader` 须以 模块:类 的形式指明一个类，而不是“{named}”（{detail}）。</translation>
    </message>
    <message>
        <source>There is no such number: please compare it with the card</source>
        <translation>号码有误，请与证件核对</translation>
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
        <translation>、</translation>
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
        <source>Not sure what you need?</source>
        <translation>不知道办什么？</translation>
    </message>
    <message>
        <source>Our staff at the guide desk help you choose</source>
        <translation>到导办台，工作人员帮您选</translation>
    </message>
    <message>
        <source>Guide desk</source>
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
        <source>The connection to the hall is interrupted.
Numbers that were given out stay valid.
This kiosk goes on by itself when it is back.
Nobody can be called from here meanwhile: please go to the guide desk.</source>
        <translation>与大厅系统的连接中断，已取的号码仍然有效。
连接恢复后，本机自动恢复取号。
此时无法从本机呼叫工作人员，如需帮助请到导办台。</translation>
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
        <source>Take a number with this list</source>
        <translation>取号并附清单</translation>
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
        <source>All {n} items</source>
        <translation>全部 {n} 个事项</translation>
    </message>
    <message>
        <source>Touch a service to take its number</source>
        <translation>点按业务即可取号</translation>
    </message>
    <message>
        <source>{item} and {n}&#xa0;more</source>
        <translation>{item}，另&#xa0;{n}&#xa0;项</translation>
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
    <message>
        <source>Counters paused</source>
        <translation>窗口暂停</translation>
    </message>
    <message>
        <source>By life event</source>
        <translation>按人生事件</translation>
    </message>
    <message>
        <source>Check in by code</source>
        <translation>已预约，凭码报到</translation>
    </message>
    <message>
        <source>Bundled errands</source>
        <translation>一件事一次办</translation>
    </message>
    <message>
        <source>{n} bundles</source>
        <translation>{n} 件，一号办到底</translation>
    </message>
    <message>
        <source>See, reprint, cancel</source>
        <translation>查询 补打 取消</translation>
    </message>
    <message>
        <source>Priority and access</source>
        <translation>优先与无障碍</translation>
    </message>
    <message>
        <source>I do not know what to do</source>
        <translation>不知道该怎么办</translation>
    </message>
    <message>
        <source>Wheelchair, sight or hearing</source>
        <translation>行动、视力或听力不便</translation>
    </message>
    <message>
        <source>Something is wrong with this kiosk</source>
        <translation>这台机器有问题</translation>
    </message>
    <message>
        <source>Somebody is unwell</source>
        <translation>有人身体不适</translation>
    </message>
    <message>
        <source>The hall did not answer</source>
        <translation>大厅系统没有应答</translation>
    </message>
    <message>
        <source>How can we help you?</source>
        <translation>需要什么帮助？</translation>
    </message>
    <message>
        <source>Somebody of our staff comes to this kiosk</source>
        <translation>工作人员会来到这台取号机旁</translation>
    </message>
    <message>
        <source>Calling somebody</source>
        <translation>正在呼叫工作人员</translation>
    </message>
    <message>
        <source>Somebody is being called</source>
        <translation>已呼叫工作人员</translation>
    </message>
    <message>
        <source>Please stay here; you may go on meanwhile</source>
        <translation>请在此稍候，期间可继续操作</translation>
    </message>
    <message>
        <source>No help needed any more</source>
        <translation>不需要帮助了</translation>
    </message>
    <message>
        <source>{who} is on the way</source>
        <translation>{who} 正在赶来</translation>
    </message>
    <message>
        <source>Please stay here</source>
        <translation>请在此稍候</translation>
    </message>
    <message>
        <source>Nobody could be called</source>
        <translation>没能呼叫到工作人员</translation>
    </message>
    <message>
        <source>Please go to the guide desk</source>
        <translation>请到导办台</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>My ticket</source>
        <translation>我的号票</translation>
    </message>
    <message>
        <source>Hold the ticket&apos;s code under the scanner, or type its number</source>
        <translation>请将号票二维码对准扫码口，或输入号码</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>The last {n} characters of the ID number it was taken with</source>
        <translation>请输入取号时所用身份证号的后 {n} 位</translation>
    </message>
    <message>
        <source>Cancel this number?</source>
        <translation>确定取消这个号码？</translation>
    </message>
    <message>
        <source>It will not be called, and your place in line is gone</source>
        <translation>取消后不再呼叫，排队位置不保留</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>没有办成</translation>
    </message>
    <message>
        <source>Print it again</source>
        <translation>补打号票</translation>
    </message>
    <message>
        <source>You hold this number already: one open number a person</source>
        <translation>您已持有此号，每人同时只能有一个有效号</translation>
    </message>
    <message>
        <source>To print it again or cancel it, scan its code or ask our staff</source>
        <translation>补打或取消请扫号票二维码，或找工作人员</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Please watch the screens and listen</source>
        <translation>请留意屏幕与广播</translation>
    </message>
    <message>
        <source>It is being called: please go to counter {counter} now</source>
        <translation>正在呼叫您，请马上到 {counter} 号窗口</translation>
    </message>
    <message>
        <source>It is being served at counter {counter}</source>
        <translation>正在 {counter} 号窗口办理</translation>
    </message>
    <message>
        <source>It is on hold and will go on; please keep the ticket</source>
        <translation>业务已挂起，稍后继续办理，请保留号票</translation>
    </message>
    <message>
        <source>It was called and nobody came. The guide desk can put it back in line</source>
        <translation>已过号，可到导办台激活</translation>
    </message>
    <message>
        <source>This visit is over</source>
        <translation>业务已办结</translation>
    </message>
    <message>
        <source>This number was cancelled</source>
        <translation>此号已取消</translation>
    </message>
    <message>
        <source>This number is no longer valid</source>
        <translation>此号已失效</translation>
    </message>
    <message>
        <source>Printing it again</source>
        <translation>正在补打</translation>
    </message>
    <message>
        <source>Your place in line stays as it is</source>
        <translation>您的排队位置不变</translation>
    </message>
    <message>
        <source>Printed again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Your number stays valid: take a photo of it or remember the number</source>
        <translation>号码仍然有效，请拍照或记住号码</translation>
    </message>
    <message>
        <source>You are late for your booking, and wait like everybody who comes now</source>
        <translation>您晚于预约时间到达，按现场取号排队</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>tomorrow {clock}</source>
        <translation>明天 {clock}</translation>
    </message>
    <message>
        <source>{weekday} {day} {month}, {clock}</source>
        <translation>{month}{day}日 {weekday} {clock}</translation>
    </message>
    <message>
        <source>Please ask the guide desk when there will be numbers again</source>
        <translation>何时恢复取号请咨询导办台</translation>
    </message>
    <message>
        <source>The next numbers: {when}</source>
        <translation>下次取号时间：{when}</translation>
    </message>
    <message>
        <source>Closed now</source>
        <translation>现在不取号</translation>
    </message>
    <message>
        <source>All taken</source>
        <translation>号已取完</translation>
    </message>
    <message>
        <source>again {when}</source>
        <translation>{when} 起</translation>
    </message>
    <message>
        <source>Check in a booking</source>
        <translation>预约取号</translation>
    </message>
    <message>
        <source>Hold your booking&apos;s code under the scanner, or type it ({n} digits)</source>
        <translation>请将预约码对准扫码口，或输入 {n} 位预约码</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>报到取号</translation>
    </message>
    <message>
        <source>Birth</source>
        <translation>出生</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>教育</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>就业</translation>
    </message>
    <message>
        <source>Marriage and children</source>
        <translation>婚育</translation>
    </message>
    <message>
        <source>Daily life</source>
        <translation>生活</translation>
    </message>
    <message>
        <source>Assistance</source>
        <translation>救助</translation>
    </message>
    <message>
        <source>Old age</source>
        <translation>养老</translation>
    </message>
    <message>
        <source>Travel</source>
        <translation>出行</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>就医</translation>
    </message>
    <message>
        <source>A home</source>
        <translation>置业</translation>
    </message>
    <message>
        <source>After death</source>
        <translation>身后</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>准入</translation>
    </message>
    <message>
        <source>Permits</source>
        <translation>准营</translation>
    </message>
    <message>
        <source>Growing</source>
        <translation>发展</translation>
    </message>
    <message>
        <source>Construction</source>
        <translation>工程建设</translation>
    </message>
    <message>
        <source>Hiring</source>
        <translation>招聘用工</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>法人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Several errands, one number</source>
        <translation>一件事一次办</translation>
    </message>
    <message>
        <source>{n} bundles: one number to the end, nothing to hand in twice</source>
        <translation>{n} 件事，一号办到底，材料不重复交</translation>
    </message>
    <message>
        <source>Choose what it is about</source>
        <translation>请选择要办的事</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 个环节</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} 个环节</translation>
    </message>
    <message>
        <source>One number for all steps; each counter sends you on to the next</source>
        <translation>一个号办到底，办完一个环节自动转到下一个窗口</translation>
    </message>
    <message>
        <source>Take one number for all</source>
        <translation>取号，一号办到底</translation>
    </message>
    <message>
        <source>The card was moved too early. Please lay it down again and leave it there</source>
        <translation>身份证移开过早，请重新放好，不要移动</translation>
    </message>
    <message>
        <source>This card cannot be read here. Please use a resident ID card, or type the number</source>
        <translation>此证无法识读，请使用居民身份证或手动输入号码</translation>
    </message>
    <message>
        <source>The card reader does not answer. Please type the number instead</source>
        <translation>读卡器无应答，请手动输入号码</translation>
    </message>
    <message>
        <source>This kiosk cannot take ID cards at the moment. Please go to the guide desk</source>
        <translation>本机暂不能识别身份证，请到导办台</translation>
    </message>
    <message>
        <source>Agree and use my ID card</source>
        <translation>同意，刷身份证</translation>
    </message>
    <message>
        <source>Agree and type my number</source>
        <translation>同意，手动输入</translation>
    </message>
    <message>
        <source>Your ID number is needed</source>
        <translation>需要您的身份证号码</translation>
    </message>
    <message>
        <source>Read: your number and year of birth. Name, address and photo are not kept</source>
        <translation>读取：身份证号和出生年份；姓名、住址、照片不保留</translation>
    </message>
    <message>
        <source>Kept: a code from which nobody gets your number back, and a few digits of it</source>
        <translation>保存：无法还原的加密码，和号码的头尾几位</translation>
    </message>
    <message>
        <source>For: one number a person, and priority by age. Deleted after 30 days at the latest</source>
        <translation>用途：一人一号、高龄优先；最迟 30 天后删除</translation>
    </message>
    <message>
        <source>Please lay your ID card on the reader</source>
        <translation>请将身份证放在读卡区</translation>
    </message>
    <message>
        <source>Leave it there until this page changes</source>
        <translation>请勿移动，直到画面变化</translation>
    </message>
    <message>
        <source>Type my number instead</source>
        <translation>改为手动输入</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>请人帮忙</translation>
    </message>
    <message>
        <source>Type your ID number</source>
        <translation>请输入身份证号码</translation>
    </message>
    <message>
        <source>18 characters; only the last one is shown</source>
        <translation>共 18 位；屏幕只显示最后一位</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>These digits are not those of this ticket</source>
        <translation>与此号票登记的不一致</translation>
    </message>
    <message>
        <source>Your year of birth shows whether you have priority by age</source>
        <translation>由出生年份识别是否符合高龄优先</translation>
    </message>
    <message>
        <source>Priority and accessibility</source>
        <translation>优先与无障碍</translation>
    </message>
    <message>
        <source>Choose what holds for you, then go back and take your number</source>
        <translation>选择适合您的项目，再返回取号</translation>
    </message>
    <message>
        <source>Low counter</source>
        <translation>低位窗口</translation>
    </message>
    <message>
        <source>A counter to sit at, or for a wheelchair</source>
        <translation>可坐着办理，方便轮椅</translation>
    </message>
    <message>
        <source>Bring me a wheelchair</source>
        <translation>借用轮椅</translation>
    </message>
    <message>
        <source>Somebody comes to this kiosk with one</source>
        <translation>工作人员会送到这里</translation>
    </message>
    <message>
        <source>At the counter, show: {evidence}</source>
        <translation>办理时请出示：{evidence}</translation>
    </message>
    <message>
        <source>By my ID card</source>
        <translation>刷身份证识别</translation>
    </message>
    <message>
        <source>Priority by age is recognised by itself</source>
        <translation>自动识别高龄优先</translation>
    </message>
    <message>
        <source>Elderly, disabled</source>
        <translation>老年人、残疾人</translation>
    </message>
    <message>
        <source>Whoever holds a number is still served; counters are open until {until}</source>
        <translation>已取号的继续办理，窗口办理至 {until}</translation>
    </message>
    <message>
        <source>No numbers are given out now</source>
        <translation>现在不取号</translation>
    </message>
    <message>
        <source>I have booked</source>
        <translation>我有预约</translation>
    </message>
    <message>
        <source>See all services</source>
        <translation>查看全部业务</translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation>选择其他业务</translation>
    </message>
    <message>
        <source>There are numbers again</source>
        <translation>现在可以取号了</translation>
    </message>
    <message>
        <source>All numbers of this half day are taken</source>
        <translation>本时段的号已取完</translation>
    </message>
    <message>
        <source>This page changes by itself as soon as there are numbers</source>
        <translation>恢复取号时，本页会自动更新</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>{service} is handled under your real name</source>
        <translation>“{service}”须实名办理</translation>
    </message>
    <message>
        <source>One number for all steps</source>
        <translation>一号办到底</translation>
    </message>
    <message>
        <source>Touch the screen to begin</source>
        <translation>请触摸屏幕开始</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Staff id</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Print a test ticket</source>
        <translation>打印测试票</translation>
    </message>
    <message>
        <source>The paper was changed</source>
        <translation>已换纸</translation>
    </message>
    <message>
        <source>Language at the start: {language}</source>
        <translation>默认语言：{language}</translation>
    </message>
    <message>
        <source>Volume: {percent} %</source>
        <translation>音量：{percent} %</translation>
    </message>
    <message>
        <source>Back into service</source>
        <translation>恢复服务</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>This kiosk is out of service</source>
        <translation>本机暂停服务</translation>
    </message>
    <message>
        <source>Please use another kiosk or the guide desk.</source>
        <translation>请使用其他取号机，或到导办台。</translation>
    </message>
    <message>
        <source>The nearest kiosk that works: {kiosk}.</source>
        <translation>最近可用的取号机：{kiosk}。</translation>
    </message>
    <message>
        <source>{n} choices. Press a digit to hear one, Enter to take it</source>
        <translation>共 {n} 项可选。按数字键听选项，按确认键选定</translation>
    </message>
    <message>
        <source>There is no {n} here</source>
        <translation>这里没有第 {n} 项</translation>
    </message>
    <message>
        <source>The printer is ready</source>
        <translation>打印机正常</translation>
    </message>
    <message>
        <source>The paper is nearly used up</source>
        <translation>纸快用完了</translation>
    </message>
    <message>
        <source>Printing a test ticket</source>
        <translation>正在打印测试票</translation>
    </message>
    <message>
        <source>Noted: the paper was changed</source>
        <translation>已记录换纸</translation>
    </message>
    <message>
        <source>The test ticket is out</source>
        <translation>测试票已打印</translation>
    </message>
    <message>
        <source>The printer does not say whether the test ticket is out</source>
        <translation>打印机未确认测试票是否打出</translation>
    </message>
</context>
</TS>
