<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>errors</name>
    <message>
        <source>The visit cannot be proven: {problem}</source>
        <translation>办事过程无法核实：{problem}</translation>
    </message>
    <message>
        <source>{station}: {problem}</source>
        <translation>{station}：{problem}</translation>
    </message>
    <message>
        <source>There are tickets in {url} already. A simulated day needs a new database of its own.</source>
        <translation>{url} 中已有号票。模拟须使用单独的新数据库。</translation>
    </message>
    <message>
        <source>On {date} this hall gives out no numbers: {reason}.</source>
        <translation>{date} 大厅不取号：{reason}。</translation>
    </message>
    <message>
        <source>“{text}” is no change of counters. Write +3 B2 9-11 (three more), -2 B2 13-15:30 (two fewer) or 2 B2&gt;A1 9-11 (two from B2 work for A1).</source>
        <translation>“{text}”不是窗口调整。可写 +3 B2 9-11（加开三个）、-2 B2 13-15:30（减少两个）或 2 B2&gt;A1 9-11（两个由 B2 改办 A1）。</translation>
    </message>
    <message>
        <source>service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>There is no recording in {folder}. A pack has a folder for each language, like {folder}/zh/请.wav; `hall voice render` makes one to start from.</source>
        <translation>{folder} 中没有录音。录音包按语言分文件夹，如 {folder}/zh/请.wav；可用 hall voice render 生成一个再逐个替换。</translation>
    </message>
    <message>
        <source>A load test needs a PostgreSQL database: {url} is one PC&apos;s own and never has 278 stations.</source>
        <translation>压力测试需要 PostgreSQL 数据库：{url} 只供单机使用，不会有 278 台终端。</translation>
    </message>
    <message>
        <source>{stations} stations need {needed} connections, and the server lets {most} in. Set max_connections to {needed} or more and restart it.</source>
        <translation>{stations} 台终端需要 {needed} 个连接，服务器只允许 {most} 个。请将 max_connections 设为 {needed} 以上并重启服务器。</translation>
    </message>
    <message>
        <source>{number} of the processes with stations ended too early. See above.</source>
        <translation>有 {number} 个终端进程提前结束，原因见上文。</translation>
    </message>
</context>
<context>
    <name>hall</name>
    <message>
        <source>A key for visitors&apos; ID numbers is made: {file}. Every kiosk of this hall needs a copy; keep it apart from the database and its backups.</source>
        <translation>已生成证件号密钥：{file}。本大厅每台取号机都需一份副本；请勿与数据库及其备份放在一起。</translation>
    </message>
    <message>
        <source>The database is ready. Next: hall load FOLDER --url {url}</source>
        <translation>数据库已就绪。下一步：hall load 文件夹 --url {url}</translation>
    </message>
    <message>
        <source>{name} is loaded: {zones} zones, {departments} departments, {services} services, {counters} counters, {clerks} clerks, {bundles} bundles.</source>
        <translation>{name}已载入：{zones} 个区域、{departments} 个部门、{services} 项业务、{counters} 个窗口、{clerks} 名窗口人员、{bundles} 个“一件事”。</translation>
    </message>
    <message>
        <source>There is no screen here, so a robot plays a visit.</source>
        <translation>这里没有屏幕，由机器人演示一次办事过程。</translation>
    </message>
    <message>
        <source>The apps&apos; logs are in {folder}.</source>
        <translation>各程序的日志在 {folder}。</translation>
    </message>
    <message>
        <source>Tickets, announcements and the board are left in {folder}.</source>
        <translation>号票、播报录音与大屏画面保存在 {folder}。</translation>
    </message>
    <message>
        <source>heard in the hall</source>
        <translation>已在大厅播报</translation>
    </message>
    <message>
        <source>no sound device here: shown and recorded</source>
        <translation>本机没有声音设备，已上屏并录音</translation>
    </message>
    <message>
        <source>on the kiosk</source>
        <translation>取号机屏幕</translation>
    </message>
    <message>
        <source>on the paper (QR code, looked up)</source>
        <translation>小票（扫码查得）</translation>
    </message>
    <message>
        <source>on the board</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>in the announcement</source>
        <translation>语音播报</translation>
    </message>
    <message>
        <source>  Announcement: {seconds:.1f} s, {heard}.</source>
        <translation>  语音 {seconds:.1f} 秒，{heard}。</translation>
    </message>
    <message>
        <source>  Left in {folder}:</source>
        <translation>  留存于 {folder}：</translation>
    </message>
    <message>
        <source>The visit happened: one number everywhere ({took:.0f} s).</source>
        <translation>办事过程属实：各处号码一致（用时 {took:.0f} 秒）。</translation>
    </message>
    <message>
        <source>A whole hall is starting on this screen …</source>
        <translation>正在本机屏幕上启动整个大厅……</translation>
    </message>
    <message>
        <source>At the kiosk touch “{zone}”, then “{service}”; press Next (F8) at a caller; watch the board.
Printed tickets and announcements: {folder}. Close the windows or press Ctrl-C to end.</source>
        <translation>请在取号机点“{zone}”、再点“{service}”，在叫号器上按“下一位”（F8），看大屏显示。
打印的小票与播报录音在 {folder}。关闭各窗口或按 Ctrl-C 结束。</translation>
    </message>
    <message>
        <source>The simulated printer needs a pseudo-terminal, which this system lacks.</source>
        <translation>模拟打印机需要伪终端，本系统没有。</translation>
    </message>
    <message>
        <source>  Kiosk, two callers, board and printer are running, each its own process.</source>
        <translation>  取号机、两台叫号器、大屏与打印机已启动，各为独立进程。</translation>
    </message>
    <message>
        <source>  Two touches, consent and an ID card at the kiosk: {number}, and the paper is out.</source>
        <translation>&#x3000;取号机上触摸两次、同意并刷身份证：{number}，号票已出。</translation>
    </message>
    <message>
        <source>  {count} more visitors take their numbers.</source>
        <translation>  又有 {count} 位群众取号。</translation>
    </message>
    <message>
        <source>  The clerk at counter {counter} presses Next.</source>
        <translation>  {counter} 号窗口按下“下一位”。</translation>
    </message>
    <message>
        <source>  The board shows it, and the voice says: {words}</source>
        <translation>  大屏显示，语音播报：{words}</translation>
    </message>
    <message>
        <source>  The visit is served and finished; the neighbour has called the next visitor.</source>
        <translation>  业务办结，邻窗已呼叫下一位。</translation>
    </message>
    <message>
        <source>The record is whole: {events} events.</source>
        <translation>记录完整：共 {events} 个事件。</translation>
    </message>
    <message>
        <source>The first {events} are older than the chain, which does not cover them.</source>
        <translation>最早的 {events} 个事件早于校验链，不在其保护范围内。</translation>
    </message>
    <message>
        <source>Seal, to be kept elsewhere: {seal}</source>
        <translation>封印（请另行保存）：{seal}</translation>
    </message>
    <message>
        <source>The record is broken: event {id} was removed.</source>
        <translation>记录已损坏：事件 {id} 被删除。</translation>
    </message>
    <message>
        <source>The record is broken: event {id} was changed, inserted or moved after it was written.</source>
        <translation>记录已损坏：事件 {id} 在写入之后被修改、插入或移位。</translation>
    </message>
    <message>
        <source>The record is broken: event {id} bears no digest; the hall&apos;s own programs did not write it so.</source>
        <translation>记录已损坏：事件 {id} 没有校验值，不是由本系统写入的。</translation>
    </message>
    <message>
        <source>The record is broken: it was cut off, event {id} is not there any more.</source>
        <translation>记录已损坏：尾部被截断，事件 {id} 已不存在。</translation>
    </message>
    <message>
        <source>The record is broken: the seal of event {id} is another one, so the record was written anew.</source>
        <translation>记录已损坏：事件 {id} 的封印不符，记录已被重新写过。</translation>
    </message>
    <message>
        <source>{file} is written.</source>
        <translation>已写入 {file}。</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>called</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>served</source>
        <translation>办理</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>wait
mean</source>
        <translation>等候
平均</translation>
    </message>
    <message>
        <source>wait
90 %</source>
        <translation>等候
九成</translation>
    </message>
    <message>
        <source>service
mean</source>
        <translation>办理
平均</translation>
    </message>
    <message>
        <source>service
90 %</source>
        <translation>办理
九成</translation>
    </message>
    <message>
        <source>over
limit</source>
        <translation>办理
超时</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>clerk</source>
        <translation>窗口人员</translation>
    </message>
    <message>
        <source>total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>{number} is released and waits for its call: {service}.</source>
        <translation>{number} 已放行，等候呼叫：{service}。</translation>
    </message>
    <message>
        <source>{date} is closed: open tickets that expired: {expired}.</source>
        <translation>{date} 已闭厅，作废未办号票 {expired} 张。</translation>
    </message>
    <message>
        <source>{date}  numbers {issue}  counters {serve}</source>
        <translation>{date}  取号 {issue}  办理 {serve}</translation>
    </message>
    <message>
        <source>The public holidays of {year} are not known to this version: only those of fixed date are kept, and no swapped working days. Update the program, or write them into hall.toml as [[day]].</source>
        <translation>本版本尚无 {year} 年的节假日安排：只按固定日期的法定节假日处理，不含调休。请更新程序，或在 hall.toml 中用 [[day]] 写明。</translation>
    </message>
    <message>
        <source>On {date} the hall is open from {opens:%H:%M} to {closes} as well.</source>
        <translation>{date} 加开 {opens:%H:%M} 至 {closes}。</translation>
    </message>
    <message>
        <source>{file}: {booked} booked, {moved} moved, {cancelled} cancelled, {unchanged} as they were.</source>
        <translation>{file}：新预约 {booked} 条，改期 {moved} 条，取消 {cancelled} 条，{unchanged} 条未变。</translation>
    </message>
    <message>
        <source>New PIN for {name}: </source>
        <translation>{name}的新口令：</translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>再输一次：</translation>
    </message>
    <message>
        <source>The two differ: nothing was changed.</source>
        <translation>两次输入不一致，未作更改。</translation>
    </message>
    <message>
        <source>{name} has a new PIN.</source>
        <translation>{name}的口令已设置。</translation>
    </message>
    <message>
        <source>There was nobody to forget.</source>
        <translation>没有需要清除的身份信息。</translation>
    </message>
    <message>
        <source>{date}: {visits} visits</source>
        <translation>{date}：来访 {visits} 人次</translation>
    </message>
    <message>
        <source>simulated through the real queue on {database}, seed {seed}</source>
        <translation>以真实排队程序模拟，数据库 {database}，随机种子 {seed}</translation>
    </message>
    <message>
        <source>mean wait, minutes</source>
        <translation>平均等候（分钟）</translation>
    </message>
    <message>
        <source>nine of ten waited at most</source>
        <translation>九成来访者等候不超过（分钟）</translation>
    </message>
    <message>
        <source>counters in use</source>
        <translation>窗口利用率</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>未能取号</translation>
    </message>
    <message>
        <source>promises broken</source>
        <translation>未做到的承诺</translation>
    </message>
    <message>
        <source>Who came, and who waited</source>
        <translation>来访与等候人数</translation>
    </message>
    <message>
        <source>bars: visitors who came in each quarter of an hour; line: visitors who waited</source>
        <translation>柱：每一刻钟到达人数；线：正在等候人数</translation>
    </message>
    <message>
        <source>visitors</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Mean wait by service and hour</source>
        <translation>各业务各时段平均等候</translation>
    </message>
    <message>
        <source>minutes, by the hour in which the number was taken; last column: nine of ten</source>
        <translation>分钟，按取号时段；末列为九成来访者的等候上限</translation>
    </message>
    <message>
        <source>How busy counters were</source>
        <translation>窗口忙闲</translation>
    </message>
    <message>
        <source>share of their open time with a visitor, by service</source>
        <translation>各业务窗口开放时间中有来访者的比例</translation>
    </message>
    <message>
        <source>What visitors were told, and what came</source>
        <translation>预计等候与实际等候</translation>
    </message>
    <message>
        <source>minutes; each line is one visitor&apos;s band, the dot the real wait; {held} came true</source>
        <translation>分钟；每条竖线为一位来访者的预计区间，点为实际等候；{held} 落在区间内</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>From the call to the voice</source>
        <translation>从呼叫到播报</translation>
    </message>
    <message>
        <source>seconds by channel: light: 95 of 100, dark: half of all; at the end: both, spoken, too late to be spoken</source>
        <translation>各声道（秒）：浅色为 95% 以内，深色为一半以内；行末依次为两者、已播报、过时未播报</translation>
    </message>
    <message>
        <source>Numbers without gap or double</source>
        <translation>号码不跳号、不重号</translation>
    </message>
    <message>
        <source>One visitor at a counter, one counter for a visitor</source>
        <translation>一个窗口一位来访者，一位来访者一个窗口</translation>
    </message>
    <message>
        <source>Every call was of whoever was due first</source>
        <translation>每次呼叫的都是应当最先办理的人</translation>
    </message>
    <message>
        <source>Every event has a cause, and every request one event</source>
        <translation>每个事件都有来由，每个请求只有一个结果</translation>
    </message>
    <message>
        <source>Every visitor is accounted for</source>
        <translation>每位来访者都有着落</translation>
    </message>
    <message>
        <source>The record is whole</source>
        <translation>记录完整</translation>
    </message>
    <message>
        <source>The day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>{report} and {charts} are written.</source>
        <translation>已写出 {report} 和 {charts}。</translation>
    </message>
    <message>
        <source>{date}, {database}: {visits} visits, {commands} commands in {lived} s, proven in {proven} s.</source>
        <translation>{date}，{database}：来访 {visits} 人次，{commands} 条命令用时 {lived} 秒，核验用时 {proven} 秒。</translation>
    </message>
    <message>
        <source>Waits in minutes: mean {mean}, nine of ten at most {p90}, the longest {longest}.</source>
        <translation>等候（分钟）：平均 {mean}，九成不超过 {p90}，最长 {longest}。</translation>
    </message>
    <message>
        <source>Refused ({reason}): {number}.</source>
        <translation>未能取号（{reason}）：{number} 人次。</translation>
    </message>
    <message>
        <source>BROKEN  {name}: {broken} of {looked_at}</source>
        <translation>未做到  {name}：{looked_at} 项中有 {broken} 项</translation>
    </message>
    <message>
        <source>kept    {name} ({looked_at})</source>
        <translation>做到    {name}（{looked_at}）</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>whole hall</source>
        <translation>全大厅</translation>
    </message>
    <message>
        <source>{name}: mean wait {was} min, with the change {mean}; nine of ten {was_p90}, then {p90}.</source>
        <translation>{name}：平均等候 {was} 分钟，调整后 {mean}；九成不超过 {was_p90} 分钟，调整后 {p90}。</translation>
    </message>
    <message>
        <source>station</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>last sign of life</source>
        <translation>最近心跳</translation>
    </message>
    <message>
        <source>printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>kiosk</source>
        <translation>取号机</translation>
    </message>
    <message>
        <source>caller</source>
        <translation>叫号器</translation>
    </message>
    <message>
        <source>display</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>paper near its end</source>
        <translation>纸将用尽</translation>
    </message>
    <message>
        <source>out of paper</source>
        <translation>缺纸</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>机盖打开</translation>
    </message>
    <message>
        <source>cutter jammed</source>
        <translation>切刀故障</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>gives no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation>{n} 秒前</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>No station has given a sign of life yet.</source>
        <translation>尚无终端上线。</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>已失联</translation>
    </message>
    <message>
        <source>rated</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>content</source>
        <translation>满意率</translation>
    </message>
    <message>
        <source>very satisfied</source>
        <translation>非常满意</translation>
    </message>
    <message>
        <source>satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>fairly satisfied</source>
        <translation>基本满意</translation>
    </message>
    <message>
        <source>dissatisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>very dissatisfied</source>
        <translation>非常不满意</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评价</translation>
    </message>
    <message>
        <source>item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Times in minutes and seconds; rated: answered of those who were asked.</source>
        <translation>时间为分:秒；评价为“已评/已邀请”。</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>case</source>
        <translation>差评件</translation>
    </message>
    <message>
        <source>due</source>
        <translation>办理期限</translation>
    </message>
    <message>
        <source>number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>words</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>没有待办的差评件。</translation>
    </message>
    <message>
        <source>PIN of {name}: </source>
        <translation>{name} 的 PIN：</translation>
    </message>
    <message>
        <source>Case {case} is closed, answered by {name}.</source>
        <translation>{case} 号差评件已由{name}答复办结。</translation>
    </message>
    <message>
        <source>{case}. Due {due} · {level} · {number} on {day}</source>
        <translation>{case}. 期限 {due} · {level} · {number}（{day}）</translation>
    </message>
    <message>
        <source>   counter {counter} · {clerk} · {service}</source>
        <translation>   {counter} 号窗口 · {clerk} · {service}</translation>
    </message>
    <message>
        <source>Forgotten: visitors of {tickets} tickets and {appointments} bookings, the words of {ratings} ratings, up to {until}.</source>
        <translation>已清除截至 {until} 的信息：号票 {tickets} 张、预约 {appointments} 条、评价留言 {ratings} 条。</translation>
    </message>
    <message>
        <source>{file}: {events} events, {size} MB, in {seconds} s. Seal: {seal}</source>
        <translation>{file}：{events} 条事件，{size} MB，用时 {seconds} 秒。封印：{seal}</translation>
    </message>
    <message>
        <source>The hall is back: {events} events, in {seconds} s. Seal: {seal}</source>
        <translation>大厅数据已恢复：{events} 条事件，用时 {seconds} 秒。封印：{seal}</translation>
    </message>
    <message>
        <source>What was there before is kept in {file}.</source>
        <translation>恢复前的数据已保存在 {file}。</translation>
    </message>
    <message>
        <source>{file}: {width} x {height} mm.</source>
        <translation>{file}：{width} × {height} 毫米。</translation>
    </message>
    <message>
        <source>Each kind of station has its role: hall_kiosk, hall_caller, hall_display, and hall_owner for you. Give each station a login in its role: docs/postgresql.md.</source>
        <translation>各类设备已有自己的角色：hall_kiosk、hall_caller、hall_display，以及您用的 hall_owner。请为每台设备建立登录名并归入其角色：docs/postgresql.zh-CN.md。</translation>
    </message>
    <message>
        <source>{broken} broken, {doubtful} to be looked at, {all} in all.</source>
        <translation>共 {all} 项：{broken} 项故障，{doubtful} 项需留意。</translation>
    </message>
    <message>
        <source>docs/settings.md lists every entry. What follows is looked at without them.</source>
        <translation>各项设置见 docs/settings.md。以下检查未使用该设置文件。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>需留意</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Is the address right, the server running, the line plugged in? Stations wait and come back by themselves.</source>
        <translation>请检查地址是否正确、服务器是否运行、网线是否插好。恢复后各终端会自动继续。</translation>
    </message>
    <message>
        <source>{server}, answers in {ms} ms</source>
        <translation>{server}，{ms} 毫秒内应答</translation>
    </message>
    <message>
        <source>That is slow: look at the network and at the server&apos;s load.</source>
        <translation>响应偏慢：请检查网络和服务器负载。</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>version {ours}, as this program</source>
        <translation>版本 {ours}，与本程序一致</translation>
    </message>
    <message>
        <source>A newer program made them: update this machine.</source>
        <translation>由更新版本的程序建立：请升级本机程序。</translation>
    </message>
    <message>
        <source>Run `hall init URL`; what is in the database is kept.</source>
        <translation>请运行 `hall init 地址`；已有数据会保留。</translation>
    </message>
    <message>
        <source>version {there}, this program needs {ours}</source>
        <translation>版本 {there}，本程序需要 {ours}</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>none is loaded</source>
        <translation>尚未载入</translation>
    </message>
    <message>
        <source>Run `hall load FOLDER`; assets/sample-hall is one to start from.</source>
        <translation>请运行 `hall load 文件夹`；可从 assets/sample-hall 开始。</translation>
    </message>
    <message>
        <source>{name}, {counters} counters</source>
        <translation>{name}，{counters} 个窗口</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>the newest event is {s} s ahead of the hall&apos;s clock, which was put back</source>
        <translation>最新事件比大厅时钟超前 {s} 秒：时钟被调慢过</translation>
    </message>
    <message>
        <source>Set the clock of the database&apos;s machine, and let NTP keep it. The hall&apos;s time stands still.</source>
        <translation>请校准数据库所在主机的时钟并启用 NTP。在此之前大厅时间停滞。</translation>
    </message>
    <message>
        <source>this machine&apos;s differs from the hall&apos;s by {s} s</source>
        <translation>本机与大厅时钟相差 {s} 秒</translation>
    </message>
    <message>
        <source>The hall goes by the server&apos;s; let NTP set this machine&apos;s, for its logs.</source>
        <translation>大厅以服务器时钟为准；请为本机启用 NTP，便于核对日志。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>SQLite serves the stations of this one PC</source>
        <translation>SQLite 供本机各终端使用</translation>
    </message>
    <message>
        <source>{used} of {most} in use; {counters} counters with kiosks and boards need {needed}</source>
        <translation>已用 {used}，上限 {most}；{counters} 个窗口连同取号机和大屏需要 {needed}</translation>
    </message>
    <message>
        <source>On the server: ALTER SYSTEM SET max_connections = {needed}; then restart PostgreSQL.</source>
        <translation>请在服务器上执行 ALTER SYSTEM SET max_connections = {needed}; 然后重启 PostgreSQL。</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>{count} known, in trouble: {names}</source>
        <translation>已知 {count} 台，有异常：{names}</translation>
    </message>
    <message>
        <source>{count} known, all in order</source>
        <translation>已知 {count} 台，全部正常</translation>
    </message>
    <message>
        <source>`hall stations` says what each of them lacks.</source>
        <translation>用 `hall stations` 查看各终端的情况。</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Make room: a full disk stops the hall. A day needs about 100 MB.</source>
        <translation>请清理空间：磁盘写满后大厅将停止工作。每天约需 100 MB。</translation>
    </message>
    <message>
        <source>{place}: {free} GB free</source>
        <translation>{place}：剩余 {free} GB</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>no font of this machine has Chinese characters</source>
        <translation>本机没有中文字体</translation>
    </message>
    <message>
        <source>Install one: apt install fonts-noto-cjk; on Windows the Chinese language pack.</source>
        <translation>请安装：apt install fonts-noto-cjk；Windows 请安装中文语言包。</translation>
    </message>
    <message>
        <source>{family}, without a bold face</source>
        <translation>{family}，无粗体</translation>
    </message>
    <message>
        <source>Numbers are best read in bold: apt install fonts-noto-cjk.</source>
        <translation>粗体号码更易辨认：apt install fonts-noto-cjk。</translation>
    </message>
    <message>
        <source>{voice} makes {seconds} s of speech of a call</source>
        <translation>{voice} 可将一次叫号合成为 {seconds} 秒语音</translation>
    </message>
    <message>
        <source>The packages bring espeak-ng along on Linux: run `run.py` again; elsewhere install a voice.</source>
        <translation>Linux 下安装包自带 espeak-ng：请重新运行 `run.py`；其他系统请安装语音。</translation>
    </message>
    <message>
        <source>Only a display needs one: plug loudspeakers in, choose the output, end what holds the device.</source>
        <translation>仅大屏需要：请接好音箱、选择输出设备，并关闭占用设备的程序。</translation>
    </message>
    <message>
        <source>the sound device can be opened</source>
        <translation>声音设备可打开</translation>
    </message>
    <message>
        <source>none in the settings</source>
        <translation>设置中未填写</translation>
    </message>
    <message>
        <source>{port}: {condition}</source>
        <translation>{port}：{condition}</translation>
    </message>
    <message>
        <source>Paper, cover, power, cable, port and speed in the settings: in this order.</source>
        <translation>请依次检查：纸、机盖、电源、线缆、设置中的串口和波特率。</translation>
    </message>
    <message>
        <source>Serial ports</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{ports}; this user may not use: {shut}</source>
        <translation>{ports}；当前用户无权使用：{shut}</translation>
    </message>
    <message>
        <source>Let the user use them: usermod -aG dialout USER, then sign in again.</source>
        <translation>请授权：usermod -aG dialout 用户名，然后重新登录。</translation>
    </message>
    <message>
        <source>pads</source>
        <translation>呼叫器</translation>
    </message>
    <message>
        <source>{language}: {needed} words needed, {missing} missing, {bad} badly recorded.</source>
        <translation>{language}：需要 {needed} 个词，缺 {missing} 个，录得不好 {bad} 个。</translation>
    </message>
    <message>
        <source>The voice is complete.</source>
        <translation>录音包完整。</translation>
    </message>
    <message>
        <source>{language}: {made} recordings made, {kept} kept.</source>
        <translation>{language}：生成 {made} 个录音，保留 {kept} 个。</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败次数</translation>
    </message>
    <message>
        <source>The slowest verb, 99 of 100</source>
        <translation>最慢的操作（99%）</translation>
    </message>
    <message>
        <source>From commit to a follower, 99 of 100</source>
        <translation>提交到终端收到（99%）</translation>
    </message>
    <message>
        <source>The database, of one core</source>
        <translation>数据库占用（单核）</translation>
    </message>
    <message>
        <source>{report} is written.</source>
        <translation>已写出 {report}。</translation>
    </message>
    <message>
        <source>The stations start</source>
        <translation>终端启动中</translation>
    </message>
    <message>
        <source>{commands} commands, {failures} failures</source>
        <translation>{commands} 次操作，{failures} 次失败</translation>
    </message>
    <message>
        <source>The load</source>
        <translation>压力测试</translation>
    </message>
    <message>
        <source>Times in milliseconds</source>
        <translation>时间（毫秒）</translation>
    </message>
    <message>
        <source>command</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>half</source>
        <translation>中位</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95%</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99%</translation>
    </message>
    <message>
        <source>worst</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>commit to follower</source>
        <translation>提交到终端收到</translation>
    </message>
    <message>
        <source>FAILED  {verb}: {kind} ({times})</source>
        <translation>失败  {verb}：{kind}（{times} 次）</translation>
    </message>
    <message>
        <source>The database used {share} % of one core.</source>
        <translation>数据库占用单核的 {share}%。</translation>
    </message>
    <message>
        <source>reached  {name}: {figure} {unit} (goal {most})</source>
        <translation>达到  {name}：{figure} {unit}（目标 {most}）</translation>
    </message>
    <message>
        <source>MISSED   {name}: {figure} {unit} (goal {most})</source>
        <translation>未达到  {name}：{figure} {unit}（目标 {most}）</translation>
    </message>
    <message>
        <source>  Kiosk, two callers, board and printer are running. The robot plays {number} visitors; the last one comes in {minutes:.1f} min. Only look on.</source>
        <translation>  取号机、两个叫号器、大屏和打印机均已运行。机器人将扮演 {number} 位群众，最后一位约 {minutes:.1f} 分钟后到来。请只观看，不要操作。</translation>
    </message>
    <message>
        <source>  {number} was served at counter {counter}.</source>
        <translation>  {number} 已在 {counter} 号窗口办结。</translation>
    </message>
    <message>
        <source>  {number} did not come to counter {counter}.</source>
        <translation>  {number} 未到 {counter} 号窗口，已过号。</translation>
    </message>
    <message>
        <source>Every call was announced, or the record says why not</source>
        <translation>每次叫号均已播报，或记录写明未播报的原因</translation>
    </message>
    <message>
        <source>Took a number: {visitors}; served: {served}; did not come: {missed}.</source>
        <translation>{visitors} 位群众取号：办结 {served} 位，过号 {missed} 位。</translation>
    </message>
    <message>
        <source>Calls: {calls}; on the board: {shown}; heard in the hall: {spoken}.</source>
        <translation>叫号 {calls} 次：大屏显示 {shown} 次，厅内播出语音 {spoken} 次。</translation>
    </message>
    <message>
        <source>From the touch to the call: {mean} on average, {longest} at most.</source>
        <translation>从取号到叫号：平均 {mean}，最长 {longest}（分:秒）。</translation>
    </message>
    <message>
        <source>Not heard ({reason}): {times}.</source>
        <translation>未播出语音（{reason}）：{times} 次。</translation>
    </message>
    <message>
        <source>Nobody needs a hand.</source>
        <translation>目前没有人求助。</translation>
    </message>
    <message>
        <source>{name} goes; whoever asked is told so.</source>
        <translation>{name}已前往，求助者已得到通知。</translation>
    </message>
    <message>
        <source>counter {counter}</source>
        <translation>{counter} 号窗口</translation>
    </message>
    <message>
        <source>{ring}{call}. {time} · {place}, {zone} · {kind} · asked {times} ×</source>
        <translation>{ring}{call}. {time} · {zone} {place} · {kind} · 第 {times} 次求助</translation>
    </message>
</context>
</TS>
