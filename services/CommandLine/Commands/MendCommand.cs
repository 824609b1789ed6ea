using System.CommandLine;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>Only the refused rows, in the shape of their table: mend them and push that file.</summary>
internal static class MendCommand
{
    public static Command Make(ServerOptions server)
    {
        var batch = new Argument<string>("batch") { Description = "批次编号 / id of the batch." };
        var (format, target) = (Download.Format("xlsx", "csv", "json"), Download.Target());
        target.Required = true;
        var command = new Command("mend", "下载待改的行 / the refused rows alone, ready to mend and push again.") { batch, format, target };
        server.AddTo(command, json: false);
        command.SetAction((call, ct) => Running.RunAsync(json: false, async () =>
        {
            using var client = server.Open(call);
            var file = call.GetRequiredValue(target)!;
            var path = IngestionClient.PathOf(call.GetRequiredValue(batch));
            await Download.ToFileAsync(client, $"{path}/rows-to-mend?format={call.GetValue(format) ?? Download.FormatOf(file, "xlsx")}", file, ct);
            Console.WriteLine($"已保存 / saved: {file}");
            return ExitCodes.Good;
        }));
        return command;
    }
}
