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
        <source>counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>clerk</source>
        <translation>窗口人员</translation>
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
        <source>{clerk} still has {number} at counter {counter}: finish it there first.</source>
        <translation>{clerk} 在 {counter} 号窗口还有 {number}，请先在那里办结。</translation>
    </message>
    <message>
        <source>The call of {number} is over: it was {outcome} meanwhile.</source>
        <translation>{number} 的呼叫已经结束（{outcome}）。</translation>
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
        <source>the call was over before its turn</source>
        <translation>播报前叫号已结束</translation>
    </message>
</context>
</TS>
