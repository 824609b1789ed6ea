using System.CommandLine;
using System.Text.Json;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>How far a batch has come.</summary>
internal static class StatusCommand
{
    public static Command Make(ServerOptions server)
    {
        var batch = new Argument<string>("batch") { Description = "批次编号 / id of the batch." };
        var wait = new Option<bool>("--wait") { Description = "等到全部认定 / wait for the decisions." };
        var command = new Command("status", "查看批次 / how far a batch has come. 1: 有记录退回 / records were refused.") { batch, wait };
        server.AddTo(command);
        command.SetAction((call, ct) => Running.RunAsync(call.GetValue(server.Json), async () =>
        {
            using var client = server.Open(call);
            var id = call.GetRequiredValue(batch);
            var answer = call.GetValue(wait) ? await client.AwaitDecidedAsync(id, null, ct) : await client.StatusAsync(id, ct);
            if (call.GetValue(server.Json))
                Console.WriteLine(JsonSerializer.Serialize(answer.Raw, AnswerJson.Options));
            else
                BatchSummary.Print(Console.Out, null, answer, await ReasonCounts.OfAsync(client, answer, ct));
            return answer.Counts.Rejected > 0 ? ExitCodes.Refused : ExitCodes.Good;
        }));
        return command;
    }
}
