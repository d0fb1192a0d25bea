<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>BackOfficeView</name>
    <message>
        <source>Type a number, a service or a clerk</source>
        <translation>输入号码、业务或窗口人员</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Back office</source>
        <translation>后台审批</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Yellow cards</source>
        <translation>黄牌</translation>
    </message>
    <message>
        <source>Red cards</source>
        <translation>红牌</translation>
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
        <source>How it goes on</source>
        <translation>后续去向</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>提交情况</translation>
    </message>
    <message>
        <source>What came along</source>
        <translation>随附内容</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>督办牌</translation>
    </message>
    <message>
        <source>Note for the counter</source>
        <translation>给窗口的备注</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>BackOfficeWindow</name>
    <message>
        <source>Back office</source>
        <translation>后台审批</translation>
    </message>
</context>
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
    <name>FullList</name>
    <message>
        <source>Lines of this counter</source>
        <translation>本窗口队列</translation>
    </message>
    <message>
        <source>Type a number or a service</source>
        <translation>输入号码或业务</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>办事人</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Back office</source>
        <translation>后台</translation>
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
    <name>LockView</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
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
    <name>PadWindow</name>
    <message>
        <source>Simulated call pads on {port}</source>
        <translation>模拟呼叫器 · {port}</translation>
    </message>
    <message>
        <source>Pad {address}</source>
        <translation>{address} 号呼叫器</translation>
    </message>
    <message>
        <source>Cells {address}</source>
        <translation>{address} 号显示屏</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Rating key {key} of pad {address}</source>
        <translation>{address} 号评价键 {key}</translation>
    </message>
    <message>
        <source>The visitor&apos;s keys, the best first</source>
        <translation>群众评价键，从非常满意起</translation>
    </message>
    <message>
        <source>{key} of pad {address}</source>
        <translation>{address} 号 {key}</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Expected waits</source>
        <translation>预计等候</translation>
    </message>
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
        <source>Note that came along</source>
        <translation>随号备注</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Hold to show who it is ({key})</source>
        <translation>按住显示身份（{key}）</translation>
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
    <name>QuestionView</name>
    <message>
        <source>Type to find</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Enter ticks the line that is marked; then you can finish.</source>
        <translation>按回车勾选选中的一行，然后即可办结。</translation>
    </message>
    <message>
        <source>The items have not come yet. Clear the field to finish.</source>
        <translation>事项尚未读取完。清空输入框即可办结。</translation>
    </message>
    <message>
        <source>Not found. Clear the field to finish, or keep your own words: Down, then Enter.</source>
        <translation>未找到。清空后即可办结；要登记原话，按 ↓ 再按回车。</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in at a counter</source>
        <translation>窗口签到</translation>
    </message>
    <message>
        <source>Back office</source>
        <translation>后台审批</translation>
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
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低位</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接替</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在签到…</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show or hide</source>
        <translation>显示或隐藏</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Caller</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>back_office</name>
    <message>
        <source>Release</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>{number} is released and waits for its call.</source>
        <translation>{number} 已放行，等候呼叫。</translation>
    </message>
    <message>
        <source>{number} goes back to the counter with your note.</source>
        <translation>{number} 已附备注退回窗口。</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>时限内</translation>
    </message>
    <message>
        <source>Yellow card</source>
        <translation>黄牌</translation>
    </message>
    <message>
        <source>Red card</source>
        <translation>红牌</translation>
    </message>
    <message>
        <source>{minutes} min over</source>
        <translation>超时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} of {limit} min</source>
        <translation>{minutes} / {limit} 分钟</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>限 {limit} 分</translation>
    </message>
    <message>
        <source>To approve; then back to the counter</source>
        <translation>待审批，放行后回窗口</translation>
    </message>
    <message>
        <source>To prepare; handed out at {service}</source>
        <translation>待制作，由{service}出件</translation>
    </message>
    <message>
        <source>Counter {counter} · {clerk} · {time}</source>
        <translation>{counter} 号窗口 · {clerk} · {time}</translation>
    </message>
    <message>
        <source>Everything {count}</source>
        <translation>全部 {count}</translation>
    </message>
    <message>
        <source>Yellow {count}</source>
        <translation>黄牌 {count}</translation>
    </message>
    <message>
        <source>Red {count}</source>
        <translation>红牌 {count}</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>Choose what you decide on.</source>
        <translation>请选择要处理的号。</translation>
    </message>
    <message>
        <source>Write down what is missing: the clerk reads it out to the visitor.</source>
        <translation>请写明缺什么：窗口会告诉办事人。</translation>
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
        <source>Choose</source>
        <translation>选号</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>续办</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Finish with…</source>
        <translation>办结事项…</translation>
    </message>
    <message>
        <source>Skip step</source>
        <translation>跳过本步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Go and help</source>
        <translation>前去帮助</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Show more or less</source>
        <translation>切换形态</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
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
        <source>Nobody asks this desk for help.</source>
        <translation>目前没有人向导办台求助。</translation>
    </message>
    <message>
        <source>Whoever asked is told that you are on the way.</source>
        <translation>已告知求助者：您正在赶去。</translation>
    </message>
    <message>
        <source>Those who ask for help</source>
        <translation>求助的人</translation>
    </message>
    <message>
        <source>I go there</source>
        <translation>我去帮忙</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
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
        <source>{place} asks for help: {what_for}</source>
        <translation>{place} 求助：{what_for}</translation>
    </message>
    <message>
        <source>(and {count} more)</source>
        <translation>（另有&#xa0;{count}&#xa0;处）</translation>
    </message>
    <message>
        <source>{key}: I go</source>
        <translation>{key} 我去</translation>
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
        <source>Working…</source>
        <translation>处理中…</translation>
    </message>
    <message>
        <source>There is nothing to take back any more.</source>
        <translation>没有可撤销的操作了。</translation>
    </message>
    <message>
        <source>Only a step of several can be skipped, while it is served.</source>
        <translation>只有“一件事”的某一步在办理时才能跳过。</translation>
    </message>
    <message>
        <source>Nobody is at the counter. {next} calls the next visitor.</source>
        <translation>窗口没有办事人，按 {next} 呼叫下一位。</translation>
    </message>
    <message>
        <source>The counter is paused. {go_on} goes on.</source>
        <translation>窗口已暂停，按 {go_on} 继续。</translation>
    </message>
    <message>
        <source>A visitor is called. {start} starts, {no_show} marks a no-show.</source>
        <translation>已呼叫办事人：{start} 开始办理，{no_show} 记过号。</translation>
    </message>
    <message>
        <source>A visitor is being served. {finish} finishes first.</source>
        <translation>正在办理，请先按 {finish} 办结。</translation>
    </message>
    <message>
        <source>Not sent: the visitor has moved on meanwhile.</source>
        <translation>未发送：该号状态已改变。</translation>
    </message>
    <message>
        <source>Called for help; it is on the record.</source>
        <translation>已发出求助，并已记录。</translation>
    </message>
    <message>
        <source>papers here, since {time}</source>
        <translation>材料留存，{time} 起</translation>
    </message>
    <message>
        <source>on hold since {time}</source>
        <translation>{time} 起挂起</translation>
    </message>
    <message>
        <source>called {count}×, missed at {time}</source>
        <translation>呼叫 {count} 次，{time} 过号</translation>
    </message>
    <message>
        <source>Sent to this counter</source>
        <translation>转到本窗口</translation>
    </message>
    <message>
        <source>newcomers {minutes} min</source>
        <translation>新取号约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>第 {step}/{steps} 步</translation>
    </message>
    <message>
        <source>longest {minutes} min</source>
        <translation>最长等候 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Those who wait</source>
        <translation>等候名单</translation>
    </message>
    <message>
        <source>Those on hold</source>
        <translation>挂起名单</translation>
    </message>
    <message>
        <source>Those who were missed</source>
        <translation>过号名单</translation>
    </message>
    <message>
        <source>Call out of turn…</source>
        <translation>指定呼叫…</translation>
    </message>
    <message>
        <source>Go on with this visit</source>
        <translation>继续办理</translation>
    </message>
    <message>
        <source>Bring back into line</source>
        <translation>激活排队</translation>
    </message>
    <message>
        <source>Undo ({seconds} s)</source>
        <translation>撤销（{seconds} 秒）</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>备注：{text}</translation>
    </message>
    <message>
        <source>Goes back afterwards</source>
        <translation>办完返回</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused: {reason}</source>
        <translation>暂停：{reason}</translation>
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
        <source>{go_on} goes on calling.</source>
        <translation>按 {go_on} 继续叫号。</translation>
    </message>
    <message>
        <source>New numbers appear here by themselves.</source>
        <translation>有人取号会自动显示。</translation>
    </message>
    <message>
        <source>{next} calls {number}.</source>
        <translation>按 {next} 呼叫 {number}。</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Called {count}×</source>
        <translation>呼叫 {count} 次</translation>
    </message>
    <message>
        <source>You have no PIN to open it again. An administrator gives one out.</source>
        <translation>您还没有密码，锁定后无法打开。请管理员设置密码。</translation>
    </message>
    <message>
        <source>Whom to go on with?</source>
        <translation>继续办理哪一位？</translation>
    </message>
    <message>
        <source>Who came after all?</source>
        <translation>哪一位过号者到了？</translation>
    </message>
    <message>
        <source>Why is this step not needed?</source>
        <translation>为什么不需要办理这一步？</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>To whom do you go?</source>
        <translation>前去帮助谁？</translation>
    </message>
    <message>
        <source>Nothing is on hold here.</source>
        <translation>这里没有挂起的号。</translation>
    </message>
    <message>
        <source>Nobody was missed.</source>
        <translation>没有过号的号。</translation>
    </message>
    <message>
        <source>Whom to call out of turn?</source>
        <translation>指定呼叫哪一位？</translation>
    </message>
    <message>
        <source>Reason (goes on the record)</source>
        <translation>理由（记入日志）</translation>
    </message>
    <message>
        <source>To one counter</source>
        <translation>转到指定窗口</translation>
    </message>
    <message>
        <source>To one clerk</source>
        <translation>转给指定人员</translation>
    </message>
    <message>
        <source>Where does the visitor go on?</source>
        <translation>转到哪里继续办理？</translation>
    </message>
    <message>
        <source>Note for the next clerk</source>
        <translation>给下一位人员的备注</translation>
    </message>
    <message>
        <source>They come back here afterwards</source>
        <translation>办完后返回本窗口</translation>
    </message>
    <message>
        <source>What was handled?</source>
        <translation>办理了哪些事项？</translation>
    </message>
    <message>
        <source>Where is the result handed out later?</source>
        <translation>结果稍后在哪里领取？</translation>
    </message>
    <message>
        <source>The result is handed out later</source>
        <translation>结果稍后领取</translation>
    </message>
    <message>
        <source>How does it go on later?</source>
        <translation>稍后怎样继续？</translation>
    </message>
    <message>
        <source>At this counter: the papers stay here</source>
        <translation>在本窗口：材料留存</translation>
    </message>
    <message>
        <source>At any counter of the service</source>
        <translation>同业务任一窗口</translation>
    </message>
    <message>
        <source>With the back office, until it is released</source>
        <translation>转后台，放行后再呼叫</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Short break</source>
        <translation>短暂离开</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>用餐</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Handing over papers</source>
        <translation>送取材料</translation>
    </message>
    <message>
        <source>System trouble</source>
        <translation>系统故障</translation>
    </message>
    <message>
        <source>Why does the counter pause?</source>
        <translation>暂停原因</translation>
    </message>
    <message>
        <source>Or in your own words</source>
        <translation>或自行填写</translation>
    </message>
    <message>
        <source>A supervisor: somebody must decide</source>
        <translation>主管：需要决定</translation>
    </message>
    <message>
        <source>A guide: the visitor needs to be shown the way</source>
        <translation>导办：为办事人引路</translation>
    </message>
    <message>
        <source>A helping hand: wheelchair, sight, hearing</source>
        <translation>协助：轮椅、视障、听障</translation>
    </message>
    <message>
        <source>Somebody for the equipment</source>
        <translation>设备维护</translation>
    </message>
    <message>
        <source>Security or first aid, at once</source>
        <translation>安保或急救，立即</translation>
    </message>
    <message>
        <source>Who should come to this counter?</source>
        <translation>请谁到窗口来？</translation>
    </message>
    <message>
        <source>Puts the visitor back in line</source>
        <translation>放回队列</translation>
    </message>
    <message>
        <source>The visitor did not come</source>
        <translation>办事人未到，记过号</translation>
    </message>
    <message>
        <source>The visit is done</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>On hold, for any counter of the service</source>
        <translation>挂起，由同业务任一窗口继续</translation>
    </message>
    <message>
        <source>On hold, the papers stay at this counter</source>
        <translation>挂起，材料留在本窗口</translation>
    </message>
    <message>
        <source>{number} is still here. What becomes of it?</source>
        <translation>{number} 尚未结束，如何处理？</translation>
    </message>
    <message>
        <source>Allowed: {count} pads of “{station}”. Their token is in {file}.</source>
        <translation>已授权“{station}”的 {count} 个呼叫器，令牌存于 {file}。</translation>
    </message>
    <message>
        <source>PIN of {clerk}: </source>
        <translation>{clerk} 的 PIN：</translation>
    </message>
    <message>
        <source>This desktop ({name}) allows no keys while another program is in front.</source>
        <translation>当前桌面（{name}）不支持全局按键：叫号器在前台时按键才有效。</translation>
    </message>
    <message>
        <source>Another program has {keys} already: choose other keys in the settings.</source>
        <translation>{keys} 已被其他程序占用，请在设置中另选。</translation>
    </message>
    <message>
        <source>The visitor&apos;s screen {name} is not there.</source>
        <translation>评价屏 {name} 未连接。</translation>
    </message>
    <message>
        <source>The call pad is away. The keys here work as ever.</source>
        <translation>呼叫器已断开，本机按键照常可用。</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>to be approved, since {time}</source>
        <translation>待审批，{time} 起</translation>
    </message>
    <message>
        <source>result in the making, since {time}</source>
        <translation>待出件，{time} 起</translation>
    </message>
    <message>
        <source>Those with the back office</source>
        <translation>后台处理中的号</translation>
    </message>
    <message>
        <source>Release, with a note…</source>
        <translation>放行并附备注…</translation>
    </message>
    <message>
        <source>Past half · {since}</source>
        <translation>已过半 · {since}</translation>
    </message>
    <message>
        <source>Nearly up · {since}</source>
        <translation>将到时 · {since}</translation>
    </message>
    <message>
        <source>Over · {since}</source>
        <translation>已超时 · {since}</translation>
    </message>
    <message>
        <source>nearly up</source>
        <translation>将到时</translation>
    </message>
    <message>
        <source>past half</source>
        <translation>已过半</translation>
    </message>
    <message>
        <source>{count}× · {minutes} min ago</source>
        <translation>呼叫 {count} 次 · {minutes} 分前</translation>
    </message>
    <message>
        <source>called {count}×</source>
        <translation>已呼叫 {count} 次</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限时</translation>
    </message>
    <message>
        <source>What is approved, or ready to be handed out?</source>
        <translation>哪些已审批或可以取件？</translation>
    </message>
    <message>
        <source>The back office has nothing of this counter&apos;s services.</source>
        <translation>后台没有本窗口业务的号。</translation>
    </message>
    <message>
        <source>in these words</source>
        <translation>按所输文字登记</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>These pads were not allowed on this machine yet ({file} is not there). An administrator allows them: hall pads --allow ID --settings FILE.</source>
        <translation>本机的呼叫器尚未授权（缺少 {file}）。请管理员授权：hall pads --allow 工号 --settings 文件。</translation>
    </message>
    <message>
        <source>Please enter your PIN.</source>
        <translation>请输入密码。</translation>
    </message>
</context>
<context>
    <name>rating</name>
    <message>
        <source>How was our service?</source>
        <translation>请您对本次服务作出评价</translation>
    </message>
    <message>
        <source>{number} · {service}</source>
        <translation>{number} · {service}</translation>
    </message>
    <message>
        <source>Counter {counter} · {clerk}</source>
        <translation>{counter} 号窗口 · {clerk}</translation>
    </message>
    <message>
        <source>Counter {counter}</source>
        <translation>{counter} 号窗口</translation>
    </message>
    <message>
        <source>Your answer goes to the hall, not to the clerk. You need not answer.</source>
        <translation>评价提交至大厅管理部门，窗口人员无法代评；也可以不评价。</translation>
    </message>
    <message>
        <source>Please touch with a finger: a mouse does nothing here.</source>
        <translation>请用手指触摸，此屏鼠标无效。</translation>
    </message>
    <message>
        <source>Would you like to say more?</source>
        <translation>还想说点什么吗？</translation>
    </message>
    <message>
        <source>You may leave this out. Please write no names and no numbers.</source>
        <translation>可以不填。请勿填写姓名、证件号等个人信息。</translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation>写下您的意见</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>谢谢您的评价</translation>
    </message>
    <message>
        <source>Your answer is on the record.</source>
        <translation>您的评价已记录。</translation>
    </message>
    <message>
        <source>Somebody other than the clerk will look into it.</source>
        <translation>将由窗口以外的人员核查处理。</translation>
    </message>
    <message>
        <source>Sorry, your answer could not be recorded.</source>
        <translation>抱歉，评价未能记录</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>At your service</source>
        <translation>热情为您服务</translation>
    </message>
    <message>
        <source>Now serving</source>
        <translation>正在办理</translation>
    </message>
    <message>
        <source>Service paused</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>Very satisfied</source>
        <translation>非常满意</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Fairly satisfied</source>
        <translation>基本满意</translation>
    </message>
    <message>
        <source>Dissatisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>Very dissatisfied</source>
        <translation>非常不满意</translation>
    </message>
    <message>
        <source>Friendly</source>
        <translation>态度热情</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>办事高效</translation>
    </message>
    <message>
        <source>Well explained</source>
        <translation>解释清楚</translation>
    </message>
    <message>
        <source>Easy to do</source>
        <translation>流程简便</translation>
    </message>
    <message>
        <source>Waited too long</source>
        <translation>等候太久</translation>
    </message>
    <message>
        <source>Unfriendly</source>
        <translation>态度不好</translation>
    </message>
    <message>
        <source>Not explained in one go</source>
        <translation>没有一次讲清</translation>
    </message>
    <message>
        <source>Sent back and forth</source>
        <translation>来回跑</translation>
    </message>
    <message>
        <source>Too many papers</source>
        <translation>材料太多</translation>
    </message>
</context>
</TS>
