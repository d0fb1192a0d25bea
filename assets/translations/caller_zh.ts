<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>Bar</name>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等候</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>展开</translation>
    </message>
</context>
<context>
    <name>LineList</name>
    <message>
        <source>Next in line</source>
        <translation>下一批</translation>
    </message>
</context>
<context>
    <name>NoteLabel</name>
    <message>
        <source>Message</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等候</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in at a counter</source>
        <translation>窗口签到</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Type your name, pinyin or number</source>
        <translation>输入姓名、拼音或工号</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>窗口人员</translation>
    </message>
    <message>
        <source>Type the counter or service</source>
        <translation>输入窗口号或业务</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>您是哪一位？</translation>
    </message>
    <message>
        <source>Which counter?</source>
        <translation>坐哪个窗口？</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低位</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在签到…</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Caller</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>caller</name>
    <message>
        <source>Next</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始办理</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>正在呼叫…</translation>
    </message>
    <message>
        <source>Recalling…</source>
        <translation>正在重呼…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>正在办结…</translation>
    </message>
    <message>
        <source>Marking…</source>
        <translation>正在过号…</translation>
    </message>
    <message>
        <source>Nobody is at the counter. F8 calls the next visitor.</source>
        <translation>窗口现在没有办事群众，按 F8 呼叫下一位。</translation>
    </message>
    <message>
        <source>A visitor is called. F5 starts, F10 marks a no-show.</source>
        <translation>已呼叫一位，到了按 F5 开始，没来按 F10 过号。</translation>
    </message>
    <message>
        <source>A visitor is being served. F11 finishes first.</source>
        <translation>正在办理，请先按 F11 办结。</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>现在没有人等候。</translation>
    </message>
    <message>
        <source>No connection to the hall. Trying again…</source>
        <translation>与大厅的连接断开，正在重连…</translation>
    </message>
    <message>
        <source>Not sent: no connection. It comes back by itself.</source>
        <translation>没有发出：连接断开，恢复后会自动连上。</translation>
    </message>
    <message>
        <source>Connected again.</source>
        <translation>已重新连上。</translation>
    </message>
    <message>
        <source>No answer yet. Trying again…</source>
        <translation>还没有回应，正在重试…</translation>
    </message>
    <message>
        <source>Not done: no answer came. Please press again.</source>
        <translation>没有办成：一直没有回应，请再按一次。</translation>
    </message>
    <message>
        <source>The answer came too late. What holds is shown.</source>
        <translation>回应来得太晚，以现在显示的为准。</translation>
    </message>
    <message>
        <source>Counter {counter} was closed.</source>
        <translation>{counter} 号窗口已关闭。</translation>
    </message>
    <message>
        <source>{clerk} signed in at counter {counter}.</source>
        <translation>{clerk} 已在 {counter} 号窗口签到。</translation>
    </message>
    <message>
        <source>Announcing…</source>
        <translation>等待播报…</translation>
    </message>
    <message>
        <source>Announced ✓</source>
        <translation>已播报 ✓</translation>
    </message>
    <message>
        <source>Shown, not spoken</source>
        <translation>已上屏，未播报</translation>
    </message>
    <message>
        <source>Counter {number} · {clerk}</source>
        <translation>{number} 号窗口 · {clerk}</translation>
    </message>
    <message>
        <source>{count} today</source>
        <translation>今日 {count} 人</translation>
    </message>
    <message>
        <source>{count} today · avg {mean} min</source>
        <translation>今日 {count} 人 · 平均 {mean} 分</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Serving · {since}</source>
        <translation>办理中 · {since}</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>已呼叫</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>已播报</translation>
    </message>
    <message>
        <source>Shown only</source>
        <translation>已上屏</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>wait {minutes} min</source>
        <translation>等候 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>等 {minutes} 分</translation>
    </message>
    <message>
        <source>priority, from {time}</source>
        <translation>优先，从 {time} 计</translation>
    </message>
    <message>
        <source>helping out</source>
        <translation>协办</translation>
    </message>
    <message>
        <source>from {time}</source>
        <translation>从 {time} 计</translation>
    </message>
    <message>
        <source>Looking for the hall…</source>
        <translation>正在连接大厅…</translation>
    </message>
    <message>
        <source>Counter {number}</source>
        <translation>{number} 号窗口</translation>
    </message>
    <message>
        <source>Ready for the next visitor</source>
        <translation>可以叫下一位</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>候办 {count} 人</translation>
    </message>
    <message>
        <source>longest {minutes} min</source>
        <translation>最长等候 {minutes} 分钟</translation>
    </message>
    <message>
        <source>since call</source>
        <translation>自呼叫起</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超 {time}</translation>
    </message>
    <message>
        <source>of {minutes} min</source>
        <translation>共 {minutes} 分</translation>
    </message>
    <message>
        <source>New numbers appear here by themselves.</source>
        <translation>有人取号会自动显示。</translation>
    </message>
    <message>
        <source>F8 calls {number}.</source>
        <translation>按 F8 呼叫 {number}</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Called {count}×</source>
        <translation>呼叫 {count} 次</translation>
    </message>
</context>
</TS>
