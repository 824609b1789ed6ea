using System.CommandLine;
using System.Text.Json;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>What to mend in a batch: as lines to read, as JSON, as CSV, or as the workbook itself with the wrong cells marked.</summary>
internal static class ErrorsCommand
{
    public static Command Make(ServerOptions server)
    {
        var batch = new Argument<string>("batch") { Description = "批次编号 / id of the batch." };
        var (format, target) = (Download.Format("json", "csv", "xlsx"), Download.Target());
        var command = new Command("errors", "查看错误 / what to mend, fault by fault; with -o FILE.xlsx the workbook with the wrong cells marked.") { batch, format, target };
        command.Validators.Add(call =>
        {
            if (call.GetValue(format) == "xlsx" && call.GetValue(target) is null)
                call.AddError("xlsx 请用 -o 指定文件 / xlsx needs a file: -o FILE.xlsx.");
        });
        server.AddTo(command);
        command.SetAction((call, ct) => Running.RunAsync(call.GetValue(server.Json), async () =>
        {
            using var client = server.Open(call);
            var file = call.GetValue(target);
            var path = $"{IngestionClient.PathOf(call.GetRequiredValue(batch))}/errors";
            switch (call.GetValue(format) ?? (call.GetValue(server.Json) ? "json" : Download.FormatOf(file, file is null ? "text" : "json")))
            {
                case "text":
                    await PrintAsync(client, path, ct);
                    break;
                case "json":
                    await WriteJsonAsync(client, path, file, ct);
                    break;
                case var other when file is not null:
                    await Download.ToFileAsync(client, $"{path}?format={other}", file, ct);
                    break;
                case var other:
                    await Download.ToOutputAsync(client, $"{path}?format={other}", ct);
                    break;
            }
            return ExitCodes.Good;
        }));
        return command;
    }

    /// <summary>One line a fault: where, what was found, what is wrong, what would be right.</summary>
    private static async Task PrintAsync(IngestionClient client, string path, CancellationToken ct)
    {
        await foreach (var item in client.ItemsAsync(path, ct))
        {
            string? Text(string name) => item.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member.ToString() : null;
            var place = string.Join(' ', new[] { Text("sheet"), $"第 {Text("line")} 行", Text("cell"), Text("column") ?? Text("field") }.Where(part => !string.IsNullOrEmpty(part)));
            Console.WriteLine($"{place}: {Text("zh")}{(Text("found") is { } found ? $"（{found}）" : "")} → {Text("rightZh")} [{Text("code")}] {Text("en")}");
        }
    }

    /// <summary>All pages as one document.</summary>
    private static Task WriteJsonAsync(IngestionClient client, string path, FileInfo? target, CancellationToken ct)
    {
        return target is null ? WriteAsync(Console.OpenStandardOutput()) : WholeFile.WriteAsync(target.FullName, WriteAsync, target.Name, ct);

        async Task WriteAsync(Stream output)
        {
            await using var json = new Utf8JsonWriter(output, AnswerJson.Writer);
            json.WriteStartObject();
            json.WriteStartArray("items");
            await foreach (var item in client.ItemsAsync(path, ct))
            {
                item.WriteTo(json);
                if (json.BytesPending > 1 << 16)
                    await json.FlushAsync(ct);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(ct);
        }
    }
}
