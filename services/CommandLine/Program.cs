using System.CommandLine;
using CreditShare.CommandLine;
using CreditShare.CommandLine.Commands;

// A bureau's side of the exchange from a command line: speaks HTTP with an Ingestion, and knows nothing else of the services.
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var server = new ServerOptions();
var root = new RootCommand(
    "CreditShare 报送工具 / a bureau's command line. 退出码 / exit codes: 0 全部完成 / all good, 1 有记录退回或数据不一致 / rows refused or data different, "
    + "2 用法或文件有误 / wrong call or file, 3 未能完成 / could not be done.")
{
    PushCommand.Make(server), StatusCommand.Make(server), ErrorsCommand.Make(server), MendCommand.Make(server), TemplateCommand.Make(server),
    WatchCommand.Make(server), EqualCommand.Make(server),
};
var parsed = root.Parse(args);
// A watcher that is told to stop ends what it writes; half a minute is more than that takes.
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
return parsed.Errors.Count > 0 ? ExitCodes.WrongCall : code;
