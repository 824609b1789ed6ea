using System.CommandLine;
using System.Text.Json;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>Asks whether the registry holds exactly what this city sent.</summary>
internal static class EqualCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static Command Make(ServerOptions server)
    {
        var command = new Command("equal", "核对数据是否一致 / does the registry hold exactly what the city sent. 1: 不一致 / it does not.");
        server.AddTo(command);
        command.SetAction((call, ct) => Running.RunAsync(call.GetValue(server.Json), async () =>
        {
            using var client = server.Open(call);
            var answer = await client.PostAsync("v1/equality", ct);
            var id = Text(answer, "id");
            while (Text(answer, "state") == "comparing")
            {
                await Task.Delay(Between, TimeProvider.System, ct);
                answer = await client.GetAsync($"v1/equality/{Uri.EscapeDataString(id)}", ct);
            }
            if (call.GetValue(server.Json))
                Console.WriteLine(JsonSerializer.Serialize(answer, AnswerJson.Options));
            else
                Print(answer);
            return Text(answer, "state") switch { "equal" => ExitCodes.Good, "different" => ExitCodes.Refused, _ => ExitCodes.CouldNot };
        }));
        return command;
    }

    /// <summary>Standard output has the verdict; every difference goes to standard error.</summary>
    private static void Print(JsonElement answer)
    {
        if (answer.TryGetProperty("differences", out var differences) && differences.ValueKind == JsonValueKind.Array)
        {
            foreach (var difference in differences.EnumerateArray())
                Console.Error.WriteLine($"{Text(difference, "what")} {Text(difference, "item")} {Text(difference, "day")} {Text(difference, "sourceId")}: {Text(difference, "zh")} / {Text(difference, "en")}");
            if (Text(answer, "more") is not ("" or "False" or "0"))
                Console.Error.WriteLine("还有更多不一致 / there are more differences");
        }
        var verdict = Text(answer, "state") switch { "equal" => "一致 / EQUAL", "different" => "不一致 / DIFFERENT", var state => $"未能核对 / UNKNOWN ({state})" };
        Console.WriteLine($"{verdict} {Text(answer, "id")}: {Text(answer, "records")} 条 / records, {Text(answer, "rounds")} 轮 / rounds, 日志 / log {Text(answer, "logEntry")}");
    }

    private static string Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var member) ? member.ToString() : "";
}
