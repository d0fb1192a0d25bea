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
</context>
<context>
    <name>hall</name>
    <message>
        <source>The database is ready. Next: hall load FOLDER --url {url}</source>
        <translation>数据库已就绪。下一步：hall load 文件夹 --url {url}</translation>
    </message>
    <message>
        <source>{name} is loaded: {zones} zones, {departments} departments, {services} services, {counters} counters, {clerks} clerks.</source>
        <translation>{name}已载入：{zones} 个区域、{departments} 个部门、{services} 项业务、{counters} 个窗口、{clerks} 名工作人员。</translation>
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
        <source>  Two touches at the kiosk: {number}, and the paper is out.</source>
        <translation>  在取号机上点两下：{number}，小票已打出。</translation>
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
</context>
</TS>
