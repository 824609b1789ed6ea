using System.CommandLine;
using System.Text.Json;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>An empty workbook to fill in; without a name, which ones there are.</summary>
internal static class TemplateCommand
{
    public static Command Make(ServerOptions server)
    {
        var name = new Argument<string?>("name") { Description = "模板名称 / name of the template: penalty, licence, red-list, black-list.", Arity = ArgumentArity.ZeroOrOne };
        var (format, target) = (Download.Format("xlsx", "csv"), Download.Target());
        var command = new Command("template", "下载模板 / an empty workbook to fill in; without a name, a list of them.") { name, format, target };
        server.AddTo(command);
        command.SetAction((call, ct) => Running.RunAsync(call.GetValue(server.Json), async () =>
        {
            using var client = server.Open(call);
            if (call.GetValue(name) is not { } asked)
            {
                Print(await client.GetAsync("v1/templates", ct), call.GetValue(server.Json));
                return ExitCodes.Good;
            }
            var form = call.GetValue(format) ?? Download.FormatOf(call.GetValue(target), "xlsx");
            var file = call.GetValue(target) ?? new FileInfo($"{Path.GetFileName(asked)}.{form}");
            if (call.GetValue(target) is null && file.Exists)
                throw new FileFault($"{file.Name} 已存在，请用 -o 指定文件。", $"{file.Name} exists already; name a file with -o.");
            await Download.ToFileAsync(client, $"v1/templates/{Uri.EscapeDataString(asked)}?format={form}", file, ct);
            if (call.GetValue(server.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { ExitCode = ExitCodes.Good, Template = asked, File = file.ToString() }, AnswerJson.Options));
            else
                Console.WriteLine($"已保存 / saved: {file}");
            return ExitCodes.Good;
        }));
        return command;
    }

    private static void Print(JsonElement answer, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(answer, AnswerJson.Options));
            return;
        }
        foreach (var template in (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("items")).EnumerateArray())
        {
            var columns = template.TryGetProperty("columns", out var list) && list.ValueKind == JsonValueKind.Array ? $"，{list.GetArrayLength()} 列 / columns" : "";
            Console.WriteLine($"{template.GetProperty("name")}  {(template.TryGetProperty("chinese", out var chinese) ? chinese : "")}{columns}");
        }
    }
}
