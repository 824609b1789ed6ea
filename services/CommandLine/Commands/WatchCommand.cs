using System.CommandLine;
using CreditShare.CommandLine.DropFolder;
using CreditShare.CommandLine.Files;

namespace CreditShare.CommandLine.Commands;

/// <summary>Watches a drop folder: what is put into <c>inbox/</c> is pushed and ends, acknowledged, in <c>done/</c> or <c>failed/</c>.</summary>
internal static class WatchCommand
{
    /// <summary>Seconds for which a call is tried again within one attempt; then the watcher says so, and goes on by itself.</summary>
    private const double MostPatience = 5;

    public static Command Make(ServerOptions server)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "投递文件夹 / the folder that has inbox/, processing/, done/ and failed/; they are made." };
        folder.AcceptExistingOnly();
        var settle = Seconds("--settle", 5, 0, 86_400, "文件大小和时间不变多少秒视为写完 / seconds for which a file must stay the same to be whole.");
        var poll = Seconds("--poll", 2, 0.05, 3600, "查看间隔秒数 / seconds between two looks.");
        var parallel = new Option<int>("--parallel") { Description = "同时处理的文件数 / files worked on at once; 1 keeps them in order.", DefaultValueFactory = _ => 2 };
        parallel.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > 64)
                given.AddError("--parallel: 1–64.");
        });
        var once = new Option<bool>("--once") { Description = "处理完现有文件即结束 / handle what is there, and end." };
        var encoding = new Option<string?>("--encoding") { Description = "CSV 的编码 / what CSV files are written in, if the server shall not find out." };
        encoding.AcceptOnlyFromAmong(FileKinds.Encodings);
        var command = new Command("watch", "监视投递文件夹 / watch a drop folder; ends on SIGTERM or Ctrl-C, or with --once.") { folder, settle, poll, parallel, once, encoding };
        server.AddTo(command, json: false);
        command.SetAction((call, ct) => Running.RunAsync(json: false, async () =>
        {
            using var client = server.Open(call, MostPatience);
            var folders = new DropFolders(call.GetRequiredValue(folder).FullName);
            var settings = new WatchSettings(TimeSpan.FromSeconds(call.GetValue(settle)), TimeSpan.FromSeconds(call.GetValue(poll)), call.GetValue(parallel), call.GetValue(once));
            var watcher = new DropWatcher(folders, new ClaimWork(folders, client, call.GetValue(encoding), TimeProvider.System), settings, Console.Out, Console.Error, TimeProvider.System);
            Console.Error.WriteLine($"监视 / watching {folders.Inbox} → {client.Address}");
            return await watcher.RunAsync(ct);
        }));
        return command;
    }

    private static Option<double> Seconds(string name, double usual, double least, double most, string description)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is var seconds && !(seconds >= least && seconds <= most))
                given.AddError($"{name}: {least}–{most}.");
        });
        return option;
    }
}
