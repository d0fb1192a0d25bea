<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>crash</name>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Something went wrong in this program. You can go on working.</source>
        <translation>程序出了点问题，您可以继续工作。</translation>
    </message>
    <message>
        <source>It was written down for those who look after the hall: {detail}</source>
        <translation>已记录，供维护人员查看：{detail}</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>called again</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>started</source>
        <translation>开始办理</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>marked as a no-show</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>{by} is signed in at counter {counter}. Take it over?</source>
        <translation>{by} 正在 {counter} 号窗口登录。要接替吗？</translation>
    </message>
    <message>
        <source>{clerk} is signed in at counter {elsewhere}. Close it and open counter {counter}?</source>
        <translation>{clerk} 正在 {elsewhere} 号窗口登录。要关闭该窗口并打开 {counter} 号窗口吗？</translation>
    </message>
    <message>
        <source>{clerk} may serve nothing of what counter {counter} serves.</source>
        <translation>{clerk} 无权办理 {counter} 号窗口的任何业务。</translation>
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
        <source>step of a bundle</source>
        <translation>“一件事”步骤</translation>
    </message>
    <message>
        <source>Something went wrong. Please tell the hall&apos;s staff.</source>
        <translation>出了点问题，请告诉大厅工作人员。</translation>
    </message>
    <message>
        <source>The hall&apos;s database does not answer. Work goes on as soon as it is back ({detail}).</source>
        <translation>大厅数据库没有回应，恢复后会自动继续（{detail}）。</translation>
    </message>
    <message>
        <source>The disk of the hall&apos;s database is full, so nothing can be written down. Please tell the administrator to make room; then try again ({detail}).</source>
        <translation>大厅数据库的磁盘已满，暂时无法登记。请通知管理员腾出空间，然后再试（{detail}）。</translation>
    </message>
    <message>
        <source>The hall is busy: {holder} holds the turn. Please try again.</source>
        <translation>大厅正忙：{holder} 正在占用，请再试一次。</translation>
    </message>
    <message>
        <source>another station</source>
        <translation>另一台设备</translation>
    </message>
    <message>
        <source>There is no hall in this database yet. Run `hall init` and `hall load` first ({url}).</source>
        <translation>这个数据库里还没有大厅，请先运行 `hall init` 和 `hall load`（{url}）。</translation>
    </message>
    <message>
        <source>{path} lies on a network share ({kind}), where SQLite can lose tickets. Use a local disk, or PostgreSQL for several machines.</source>
        <translation>{path} 在网络共享（{kind}）上，SQLite 在那里可能丢号。请用本机磁盘，多台机器请用 PostgreSQL。</translation>
    </message>
    <message>
        <source>{url} is no database address. Write sqlite:///FILE or postgresql://USER@HOST/NAME.</source>
        <translation>{url} 不是数据库地址。请写 sqlite:///文件 或 postgresql://用户@主机/库名。</translation>
    </message>
    <message>
        <source>The hall knows no {kind} “{name}”.</source>
        <translation>大厅里没有这个{kind}：“{name}”。</translation>
    </message>
    <message>
        <source>{number} is {state}: it cannot be {verb} now.</source>
        <translation>{number} 目前“{state}”，现在不能“{verb}”。</translation>
    </message>
    <message>
        <source>{number} is still at counter {counter}: finish it or mark it as a no-show first.</source>
        <translation>{number} 还在 {counter} 号窗口，请先办结或过号。</translation>
    </message>
    <message>
        <source>Counter {counter} is closed: sign in first.</source>
        <translation>{counter} 号窗口没有开，请先签到。</translation>
    </message>
    <message>
        <source>Counter {counter} is paused ({reason}): go on first.</source>
        <translation>{counter} 号窗口已暂停（{reason}）：请先恢复。</translation>
    </message>
    <message>
        <source>{number} was called a moment ago. Please wait {seconds} s.</source>
        <translation>{number} 刚刚呼叫过，请等 {seconds} 秒。</translation>
    </message>
    <message>
        <source>{number} was called {times} times: start the visit or mark it as a no-show.</source>
        <translation>{number} 已呼叫 {times} 次：请开始办理或标记过号。</translation>
    </message>
    <message>
        <source>{number} was called {times} of {needed} times: call again before marking a no-show.</source>
        <translation>{number} 已呼叫 {times} 次，满 {needed} 次方可过号：请再次呼叫。</translation>
    </message>
    <message>
        <source>Please give a reason: it goes on the record.</source>
        <translation>请填写原因：将记录在案。</translation>
    </message>
    <message>
        <source>{number} does not wait for counter {counter}. Transfer it instead.</source>
        <translation>{number} 不在 {counter} 号窗口的队列中，请改用转移。</translation>
    </message>
    <message>
        <source>{number} is of {date} and no longer valid. Please take a new number.</source>
        <translation>{number} 是 {date} 的号，已失效，请重新取号。</translation>
    </message>
    <message>
        <source>{number} was put back in line {times} times already. Please take a new number.</source>
        <translation>{number} 已激活过 {times} 次，请重新取号。</translation>
    </message>
    <message>
        <source>{number} is on hold at counter {counter}: it goes on there.</source>
        <translation>{number} 挂起在 {counter} 号窗口，请到该窗口继续办理。</translation>
    </message>
    <message>
        <source>{number} is with the back office: it waits until it is released.</source>
        <translation>{number} 正在后台办理，放行后方可呼叫。</translation>
    </message>
    <message>
        <source>{clerk} is at no counter now. Transfer to the service instead.</source>
        <translation>{clerk} 现在不在任何窗口，请转移到业务队列。</translation>
    </message>
    <message>
        <source>There is nothing to undo: {why}.</source>
        <translation>无法撤销：{why}。</translation>
    </message>
    <message>
        <source>{number} has another counter to go to: only the last one can leave a pick-up.</source>
        <translation>{number} 号还要去别的窗口：只有最后一个窗口才能留下取件。</translation>
    </message>
    <message>
        <source>{number} is no bundle: finish it instead.</source>
        <translation>{number} 不是“一件事”，请直接办结。</translation>
    </message>
    <message>
        <source>{clerk} still has {number} at counter {counter}: finish it there first.</source>
        <translation>{clerk} 在 {counter} 号窗口还有 {number}，请先在那里办结。</translation>
    </message>
    <message>
        <source>The call of {number} is over: it was {outcome} meanwhile.</source>
        <translation>{number} 的呼叫已经结束（{outcome}）。</translation>
    </message>
    <message>
        <source>No numbers are given out now: {reason}. The next ones from {next:%Y-%m-%d %H:%M}.</source>
        <translation>现在不能取号：{reason}。下次取号时间：{next:%Y-%m-%d %H:%M}。</translation>
    </message>
    <message>
        <source>No numbers are given out now: {reason}. Please ask the hall when it opens again.</source>
        <translation>现在不能取号：{reason}。恢复时间请咨询大厅。</translation>
    </message>
    <message>
        <source>{service}: all {cap} numbers of this half day are taken. The next ones from {next:%Y-%m-%d %H:%M}.</source>
        <translation>{service}：本半天限号 {cap} 个，已取完。下次取号时间：{next:%Y-%m-%d %H:%M}。</translation>
    </message>
    <message>
        <source>{service}: all {cap} numbers of this half day are taken. Please ask the guide desk.</source>
        <translation>{service}：本半天限号 {cap} 个，已取完。请咨询导办台。</translation>
    </message>
    <message>
        <source>{opens:%H:%M} to {closes:%H:%M} is no time: it must end later.</source>
        <translation>{opens:%H:%M} 至 {closes:%H:%M} 无效：结束时间须晚于开始时间。</translation>
    </message>
    <message>
        <source>{date} is over: choose today or a later day.</source>
        <translation>{date} 已过：请选择今天或以后的日期。</translation>
    </message>
    <message>
        <source>{service} cannot be booked for {starts:%Y-%m-%d %H:%M}: {reason}. Free next: {next:%Y-%m-%d %H:%M}.</source>
        <translation>{service}不能预约 {starts:%Y-%m-%d %H:%M}：{reason}。最近可约：{next:%Y-%m-%d %H:%M}。</translation>
    </message>
    <message>
        <source>{service} cannot be booked for {starts:%Y-%m-%d %H:%M}: {reason}. Nothing is free on the days that can be booked now.</source>
        <translation>{service}不能预约 {starts:%Y-%m-%d %H:%M}：{reason}。目前可预约的日期均已约满。</translation>
    </message>
    <message>
        <source>{service} cannot be booked: please come and take a number.</source>
        <translation>{service}不接受预约，请到现场取号。</translation>
    </message>
    <message>
        <source>The booking for {starts:%Y-%m-%d %H:%M} could be changed or cancelled until {until:%Y-%m-%d %H:%M}.</source>
        <translation>{starts:%Y-%m-%d %H:%M} 的预约只能在 {until:%Y-%m-%d %H:%M} 之前改期或取消。</translation>
    </message>
    <message>
        <source>This booking is for {starts:%Y-%m-%d %H:%M}: check in from {opens:%H:%M} on that day.</source>
        <translation>您预约的是 {starts:%Y-%m-%d %H:%M}，当天 {opens:%H:%M} 起可签到取号。</translation>
    </message>
    <message>
        <source>The booking for {starts:%Y-%m-%d %H:%M} is {state}. Please take a number, or book again.</source>
        <translation>{starts:%Y-%m-%d %H:%M} 的预约{state}，请现场取号或重新预约。</translation>
    </message>
    <message>
        <source>This booking has been checked in: its number is {number}.</source>
        <translation>该预约已签到，号码为 {number}。</translation>
    </message>
    <message>
        <source>There is a booking with the code {code} already. Use another code.</source>
        <translation>预约码 {code} 已被使用，请换一个。</translation>
    </message>
    <message>
        <source>This request was given up. Please start again.</source>
        <translation>这次操作已放弃，请重新开始。</translation>
    </message>
    <message>
        <source>Request {request} was used for “{first}” already. Please start again.</source>
        <translation>请求 {request} 已用于“{first}”，请重新开始。</translation>
    </message>
    <message>
        <source>Nothing was loaded: {count} mistake(s) in {folder}.</source>
        <translation>没有导入：{folder} 里有 {count} 处错误。</translation>
    </message>
    <message>
        <source>Nothing was loaded: the folder leaves out {what} “{names}” while it is in use. Wait until it is free, or put it back into the folder.</source>
        <translation>没有导入：文件夹里缺少正在使用的{what}“{names}”。请等它空出来，或把它放回文件夹。</translation>
    </message>
    <message>
        <source>being printed</source>
        <translation>正在出票</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>人等候</translation>
    </message>
    <message>
        <source>transferred</source>
        <translation>已转移</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>checked in</source>
        <translation>已签到</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>called</source>
        <translation>已呼叫</translation>
    </message>
    <message>
        <source>being served</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>已挂起</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>撤回呼叫</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>ticket</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>counter for</source>
        <translation>可以办理的窗口：</translation>
    </message>
    <message>
        <source>visitor group</source>
        <translation>优先对象</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>出票</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>put back in line</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>{place}: here stands the invisible character {name}. Delete it.</source>
        <translation>{place}：这里有一个看不见的字符 {name}，请删除。</translation>
    </message>
    <message>
        <source>{place}: the file is missing. Take the sample hall&apos;s as a pattern.</source>
        <translation>{place}：缺少这个文件，可以参照示例大厅的。</translation>
    </message>
    <message>
        <source>{place}: the file is not UTF-8. Save it as “CSV UTF-8”.</source>
        <translation>{place}：文件不是 UTF-8，请另存为“CSV UTF-8”。</translation>
    </message>
    <message>
        <source>{place}: the file cannot be read ({detail}).</source>
        <translation>{place}：文件读不了（{detail}）。</translation>
    </message>
    <message>
        <source>{place}: the column {name} is missing. Name it in the first line.</source>
        <translation>{place}：缺少 {name} 这一列，请写在第一行。</translation>
    </message>
    <message>
        <source>{place}: the line has more cells than the first line has columns.</source>
        <translation>{place}：这一行的格数比第一行的列数多。</translation>
    </message>
    <message>
        <source>{place}: this is not CSV ({detail}).</source>
        <translation>{place}：不是 CSV 格式（{detail}）。</translation>
    </message>
    <message>
        <source>{place}: this is not TOML ({detail}).</source>
        <translation>{place}：这里不是 TOML（{detail}）。</translation>
    </message>
    <message>
        <source>{place}: there is no section {name}. Add one.</source>
        <translation>{place}：没有 {name} 这一节，请加上。</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>minutes, from 1 to 600</source>
        <translation>分钟数，1 到 600</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>yes 或 no</translation>
    </message>
    <message>
        <source>a prefix such as A, A1 or AB</source>
        <translation>字头，如 A、A1 或 AB</translation>
    </message>
    <message>
        <source>service, hall or none</source>
        <translation>service（每项业务）、hall（全厅）或 none（不限）</translation>
    </message>
    <message>
        <source>clerk, guide, supervisor or administrator</source>
        <translation>clerk（窗口人员）、guide（导办）、supervisor（主管）或 administrator（管理员）</translation>
    </message>
    <message>
        <source>ids separated by spaces, each once</source>
        <translation>用空格分开的编号，每个一次</translation>
    </message>
    <message>
        <source>services with minutes, such as B1+10 B3+15</source>
        <translation>业务加分钟数，如 B1+10 B3+15</translation>
    </message>
    <message>
        <source>a time zone such as Asia/Shanghai</source>
        <translation>时区，如 Asia/Shanghai</translation>
    </message>
    <message>
        <source>a time such as 08:30</source>
        <translation>时间，如 08:30</translation>
    </message>
    <message>
        <source>a date such as 2026-10-01</source>
        <translation>日期，如 2026-10-01</translation>
    </message>
    <message>
        <source>days of the week, such as 1-5 or 1 3 6, where 1 is Monday</source>
        <translation>星期，如 1-5 或 1 3 6（1 为周一）</translation>
    </message>
    <message>
        <source>issue (numbers are given out) or serve (counters call)</source>
        <translation>issue（取号）或 serve（办理）</translation>
    </message>
    <message>
        <source>个人 (people) or 法人 (businesses)</source>
        <translation>个人或法人</translation>
    </message>
    <message>
        <source>a kind of service as the README lists them</source>
        <translation>README 里列出的业务类型</translation>
    </message>
    <message>
        <source>{place}: there is no such folder.</source>
        <translation>{place}：没有这个文件夹。</translation>
    </message>
    <message>
        <source>{place}: “{name}” is not known here; one of {known} is expected.</source>
        <translation>{place}：不认识“{name}”，应为 {known} 之一。</translation>
    </message>
    <message>
        <source>{place}: “{name}” is taken already, at {first}. Give it another.</source>
        <translation>{place}：“{name}”在 {first} 已经用过，请换一个。</translation>
    </message>
    <message>
        <source>{place}: `{name}` must be {expected}, not “{found}”.</source>
        <translation>{place}：`{name}` 应为{expected}，不能是“{found}”。</translation>
    </message>
    <message>
        <source>{place}: the counter serves “{name}” already; it cannot also help out.</source>
        <translation>{place}：这个窗口已经办理“{name}”，不能再协办。</translation>
    </message>
    <message>
        <source>{place}: no counter serves “{name}”. Name it under `serves` in counters.csv.</source>
        <translation>{place}：没有窗口办理“{name}”，请写进 counters.csv 的 `serves`。</translation>
    </message>
    <message>
        <source>{place}: the bundle “{name}” has no steps. Name them in {file}.</source>
        <translation>{place}：“一件事”“{name}”没有步骤，请在 {file} 中填写。</translation>
    </message>
    <message>
        <source>{place}: “{name}” does not stand in {file}. Add it there or correct it here.</source>
        <translation>{place}：{file} 里没有“{name}”，请加到那里或改正这里。</translation>
    </message>
    <message>
        <source>{place}: “{longer}” begins with “{shorter}”, so their numbers could be mixed up. Change one of the two.</source>
        <translation>{place}：“{longer}”以“{shorter}”开头，号码会混，请改其中一个。</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be read: {detail}.</source>
        <translation>设置文件 {file} 读不了：{detail}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: this is not TOML ({detail}).</source>
        <translation>{file} 第 {line} 行：这里不是 TOML（{detail}）。</translation>
    </message>
    <message>
        <source>{file}, line {line}: “{key}” is not known here. Known are: {known}.</source>
        <translation>{file} 第 {line} 行：不认识“{key}”，可用的有：{known}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: “{key}” must be {expected}{allowed}, but is {found}.</source>
        <translation>{file} 第 {line} 行：“{key}”应为{expected}{allowed}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: “{key}” is missing in [{section}].</source>
        <translation>{file} 第 {line} 行：[{section}] 里缺少“{key}”。</translation>
    </message>
    <message>
        <source>text in quotes</source>
        <translation>引号里的文字</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a list in square brackets</source>
        <translation>方括号里的列表</translation>
    </message>
    <message>
        <source>a section with its own header</source>
        <translation>带标题的一节</translation>
    </message>
    <message>
        <source>one of these: </source>
        <translation>以下之一：</translation>
    </message>
    <message>
        <source>at least </source>
        <translation>至少 </translation>
    </message>
    <message>
        <source>at most </source>
        <translation>至多 </translation>
    </message>
    <message>
        <source>something else: </source>
        <translation>别的内容：</translation>
    </message>
    <message>
        <source>booking</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>{place}: the hall has no service “{name}” that can be booked.</source>
        <translation>{place}：大厅没有可预约的业务“{name}”。</translation>
    </message>
    <message>
        <source>{place}: this code is a booking for {name} already.</source>
        <translation>{place}：该预约码已用于业务 {name}。</translation>
    </message>
    <message>
        <source>{place}: this booking is {state}, so it cannot be moved to another time.</source>
        <translation>{place}：该预约{state}，不能改期。</translation>
    </message>
    <message>
        <source>{place}: that time is over.</source>
        <translation>{place}：该时间已过。</translation>
    </message>
    <message>
        <source>{place}: there is no such slot: {reason}.</source>
        <translation>{place}：没有该时段：{reason}。</translation>
    </message>
    <message>
        <source>{place}: all {capacity} places of this slot are taken.</source>
        <translation>{place}：该时段 {capacity} 个名额已约满。</translation>
    </message>
    <message>
        <source>bundle</source>
        <translation>“一件事”</translation>
    </message>
    <message>
        <source>closed at this hour</source>
        <translation>不在开放时间内</translation>
    </message>
    <message>
        <source>closed on this day of the week</source>
        <translation>每周休息日</translation>
    </message>
    <message>
        <source>closed on this day</source>
        <translation>当天闭厅</translation>
    </message>
    <message>
        <source>{place}: {date} is both open and closed. Leave one out.</source>
        <translation>{place}：{date} 既开放又闭厅，请去掉其一。</translation>
    </message>
    <message>
        <source>{place}: hours need `opens` and a later `closes`. Midnight is 24:00.</source>
        <translation>{place}：须填写 `opens` 和更晚的 `closes`，午夜写作 24:00。</translation>
    </message>
    <message>
        <source>{place}: these hours overlap those at {first}.</source>
        <translation>{place}：与 {first} 的时间重叠。</translation>
    </message>
    <message>
        <source>{place}: “{name}” cannot be booked: services.csv says no under `by_appointment`, or does not know it.</source>
        <translation>{place}：“{name}”不能预约：services.csv 中没有该业务，或其 `by_appointment` 为否。</translation>
    </message>
    <message>
        <source>{place}: this slot stands at {first} already.</source>
        <translation>{place}：该时段已在 {first} 填写。</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>put on hold</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>released</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>The key for visitors&apos; numbers is not there ({file}). `hall init` makes one; every kiosk of a hall needs the same.</source>
        <translation>缺少证件号密钥（{file}）。`hall init` 会生成；同一大厅的取号机须使用同一密钥。</translation>
    </message>
    <message>
        <source>The key for visitors&apos; numbers ({file}) must have at least {characters} characters.</source>
        <translation>证件号密钥（{file}）至少须有 {characters} 个字符。</translation>
    </message>
    <message>
        <source>You hold the number {number} already, and it is still good. It can be printed again.</source>
        <translation>您已持有号码 {number}，仍然有效，可以补打。</translation>
    </message>
    <message>
        <source>there is no slot at that time</source>
        <translation>没有该时段</translation>
    </message>
    <message>
        <source>that time is over</source>
        <translation>该时间已过</translation>
    </message>
    <message>
        <source>that is too far ahead</source>
        <translation>超出可预约的日期</translation>
    </message>
    <message>
        <source>all places are taken</source>
        <translation>名额已满</translation>
    </message>
    <message>
        <source>a clerk</source>
        <translation>窗口人员</translation>
    </message>
    <message>
        <source>a guide</source>
        <translation>导办员</translation>
    </message>
    <message>
        <source>a supervisor</source>
        <translation>值班主管</translation>
    </message>
    <message>
        <source>an administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>{clerk} does not sit at counter {counter} now.</source>
        <translation>{clerk}现在不在 {counter} 号窗口。</translation>
    </message>
    <message>
        <source>A PIN has 6 to 12 digits, and neither all the same nor in a row like 123456.</source>
        <translation>口令为 6 至 12 位数字，不能全部相同，也不能是 123456 这样的连续数字。</translation>
    </message>
    <message>
        <source>{clerk} has no PIN yet. An administrator gives one out: hall pin {id}.</source>
        <translation>{clerk} 还没有口令。请管理员设置：hall pin {id}。</translation>
    </message>
    <message>
        <source>This is not the PIN of {clerk}. Please try again.</source>
        <translation>{clerk} 的口令不正确，请重试。</translation>
    </message>
    <message>
        <source>Too many wrong PINs for {clerk}. Please wait {seconds} s before the next try.</source>
        <translation>{clerk} 的口令错误次数过多，请等 {seconds} 秒再试。</translation>
    </message>
    <message>
        <source>{clerk} may not do this: it takes {role} or more.</source>
        <translation>{clerk} 无权进行此操作：需要{role}或以上权限。</translation>
    </message>
    <message>
        <source>the ticket has moved on</source>
        <translation>号票已有后续操作</translation>
    </message>
    <message>
        <source>it is too long ago</source>
        <translation>时间已过</translation>
    </message>
    <message>
        <source>the counter is not free</source>
        <translation>窗口正忙</translation>
    </message>
    <message>
        <source>ticket of today</source>
        <translation>当天号票</translation>
    </message>
    <message>
        <source>This call for help is over: {who} looked after it.</source>
        <translation>这次求助已结束：{who}已前往处理。</translation>
    </message>
    <message>
        <source>This call for help was withdrawn.</source>
        <translation>这次求助已撤回。</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>call for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Case {case} is closed already.</source>
        <translation>{case} 号差评件已办结。</translation>
    </message>
    <message>
        <source>A case is closed with an answer: what was found, and what was done.</source>
        <translation>办结差评件须填写答复：核实情况与整改措施。</translation>
    </message>
    <message>
        <source>Somebody of the staff must close a case, by name and PIN.</source>
        <translation>差评件须由工作人员凭工号和 PIN 办结。</translation>
    </message>
    <message>
        <source>{clerk} served this visitor: somebody else closes case {case}.</source>
        <translation>该业务由{clerk}办理，{case} 号差评件须由他人办结。</translation>
    </message>
    <message>
        <source>case</source>
        <translation>差评件</translation>
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
        <source>Counter {counter} has no visit that has just ended to be rated.</source>
        <translation>{counter} 号窗口没有刚办结、可供评价的业务。</translation>
    </message>
    <message>
        <source>{number} has rated the visit already.</source>
        <translation>{number} 已经评价过了。</translation>
    </message>
    <message>
        <source>A rating is the visitor&apos;s own: {clerk} cannot enter one, nobody of the staff can.</source>
        <translation>评价只能由办事群众本人作出：{clerk} 不能代为评价，任何工作人员都不能。</translation>
    </message>
    <message>
        <source>A rating of counter {counter} can be given at its own rating station only, not at {station}.</source>
        <translation>{counter} 号窗口的评价只能在该窗口的评价器上作出，不能在 {station} 上作出。</translation>
    </message>
    <message>
        <source>The rating of {number} is over: nobody is asked any more.</source>
        <translation>{number} 的评价已结束，不再受理。</translation>
    </message>
    <message>
        <source>sent back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>booked or cancelled</source>
        <translation>“已预约”或“已取消”</translation>
    </message>
    <message>
        <source>the number of an ID card or another document</source>
        <translation>身份证或其他证件的号码</translation>
    </message>
    <message>
        <source>{place}: this code is another visitor&apos;s booking already.</source>
        <translation>{place}：该预约码已属于另一位来访者。</translation>
    </message>
    <message>
        <source>{place}: this booking is {state}, so it cannot be cancelled.</source>
        <translation>{place}：该预约{state}，不能再取消。</translation>
    </message>
    <message>
        <source>{place}: “{name}” is no item in {file} that stands for itself. Name one that does.</source>
        <translation>{place}：{file} 中没有独立填写的事项“{name}”，请填写一个独立事项的编号。</translation>
    </message>
    <message>
        <source>{place}: `{name}` is empty. Fill it in, or name under `like` the item it is like.</source>
        <translation>{place}：“{name}”未填。请填写，或在 like 列注明与哪个事项相同。</translation>
    </message>
    <message>
        <source>{file} is no backup of a hall: {detail}.</source>
        <translation>{file} 不是大厅备份：{detail}。</translation>
    </message>
    <message>
        <source>The backup {file} is damaged: {detail}. Take an older one; nothing was changed.</source>
        <translation>备份 {file} 已损坏：{detail}。请改用更早的备份；数据未作任何改动。</translation>
    </message>
    <message>
        <source>The backup {file} was made by a newer version of this program. Update it first.</source>
        <translation>备份 {file} 由更新版本的程序生成，请先升级本程序。</translation>
    </message>
    <message>
        <source>In {url} there is a hall already. To put the backup in its place, add --replace; what is there now is kept in a file first.</source>
        <translation>{url} 中已有大厅数据。如需用备份替换，请加 --replace；现有数据会先另存为文件。</translation>
    </message>
    <message>
        <source>The backup {file} could not be written: {detail}. Is the disk full, or may nobody write there?</source>
        <translation>备份 {file} 无法写入：{detail}。请检查磁盘是否已满、目录是否可写。</translation>
    </message>
    <message>
        <source>printed again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>An administrator must allow the pads, by name and PIN.</source>
        <translation>呼叫器须由管理员凭工号和 PIN 授权。</translation>
    </message>
    <message>
        <source>{station} may not sign {clerk} in at counter {counter}. An administrator allows it: hall pads --allow ID --settings FILE.</source>
        <translation>{station} 无权让{clerk}在 {counter} 号窗口签到。请管理员授权：hall pads --allow 工号 --settings 文件。</translation>
    </message>
    <message>
        <source>The database does not let this login do that ({detail}). Give the station a login in its own role: docs/postgresql.md.</source>
        <translation>数据库不允许这个登录名这样做（{detail}）。请为该设备使用其所属角色的登录名：docs/postgresql.zh-CN.md。</translation>
    </message>
    <message>
        <source>The database&apos;s address shows a password, and others can read it here. Take it out, and put it into the environment ({variable}), into a file that {variable}_FILE names (chmod 600), or a systemd credential.</source>
        <translation>数据库地址里写着密码，别人在这里能看到。请删去，改放到环境变量 {variable}、{variable}_FILE 指出的文件（chmod 600）或 systemd 凭据中。</translation>
    </message>
    <message>
        <source>PostgreSQL does not let this login make the hall&apos;s roles ({detail}). Run `hall init` once as one who may: CREATE ROLE ... CREATEROLE, and owner of the database.</source>
        <translation>PostgreSQL 不允许这个登录名建立大厅的角色（{detail}）。请用有权限者运行一次 `hall init`：CREATE ROLE ... CREATEROLE，并拥有该数据库。</translation>
    </message>
    <message>
        <source>Others on this machine can read the secret in {file}. Let its owner alone read it: chmod 600.</source>
        <translation>本机其他用户能读取 {file} 中的密钥或密码。请只允许属主读取：chmod 600。</translation>
    </message>
    <message>
        <source>The file {file}, which {variable} names, cannot be read ({detail}). It should hold a secret.</source>
        <translation>{variable} 指出的文件 {file} 无法读取（{detail}）。其中应存放密钥或密码。</translation>
    </message>
    <message>
        <source>The secret in {file} is not UTF-8 text. Write the file anew, with the secret alone.</source>
        <translation>{file} 中的密钥不是 UTF-8 文本。请重新写入该文件，其中只放密钥。</translation>
    </message>
    <message>
        <source>This text has {length} characters; {longest} are possible. Please shorten it.</source>
        <translation>内容共 {length} 字，最多 {longest} 字，请精简。</translation>
    </message>
    <message>
        <source>does not know what to do</source>
        <translation>不知道怎么办</translation>
    </message>
    <message>
        <source>wheelchair, sight or hearing</source>
        <translation>轮椅、视力或听力</translation>
    </message>
    <message>
        <source>the machine or its paper</source>
        <translation>机器或纸张有问题</translation>
    </message>
    <message>
        <source>a supervisor must decide</source>
        <translation>需要负责人决定</translation>
    </message>
    <message>
        <source>unwell or in danger, go at once</source>
        <translation>身体不适或有危险，请立即前往</translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>English</source>
        <translation>中文</translation>
    </message>
</context>
<context>
    <name>speech</name>
    <message>
        <source>no speech engine</source>
        <translation>没有语音引擎</translation>
    </message>
    <message>
        <source>the speech engine hangs</source>
        <translation>语音引擎无响应</translation>
    </message>
    <message>
        <source>the speech engine failed</source>
        <translation>语音引擎出错</translation>
    </message>
    <message>
        <source>the speech engine made no sound</source>
        <translation>语音引擎没有发出声音</translation>
    </message>
    <message>
        <source>the voice has no words for it</source>
        <translation>录音包缺词</translation>
    </message>
    <message>
        <source>a substitute voice speaks</source>
        <translation>由备用语音播报</translation>
    </message>
    <message>
        <source>no sound device</source>
        <translation>没有声音设备</translation>
    </message>
    <message>
        <source>the sound device hangs</source>
        <translation>声音设备无响应</translation>
    </message>
    <message>
        <source>the sound device plays nothing</source>
        <translation>声音设备没有发声</translation>
    </message>
    <message>
        <source>the sound player failed</source>
        <translation>播放程序出错</translation>
    </message>
    <message>
        <source>the voice is switched off</source>
        <translation>语音已关闭</translation>
    </message>
    <message>
        <source>the call was too old to be spoken</source>
        <translation>等候播报过久</translation>
    </message>
    <message>
        <source>its moment to be spoken had passed</source>
        <translation>播报的时机已过</translation>
    </message>
    <message>
        <source>the call was over before its turn</source>
        <translation>播报前叫号已结束</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>no WAV file of 16 bits</source>
        <translation>不是 16 位 WAV 文件</translation>
    </message>
    <message>
        <source>recorded at another rate than the others</source>
        <translation>采样率与其他录音不同</translation>
    </message>
    <message>
        <source>recorded too loud: its peaks are cut off</source>
        <translation>录音过响，峰值被削</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>too short for its words</source>
        <translation>比文字应有的时长短</translation>
    </message>
    <message>
        <source>too long for its words</source>
        <translation>比文字应有的时长长</translation>
    </message>
    <message>
        <source>much louder or quieter than the others</source>
        <translation>音量与其他录音相差过大</translation>
    </message>
</context>
</TS>
