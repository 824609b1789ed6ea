using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>Pushes files, one after the other, and says what became of each.</summary>
internal static class PushCommand
{
    public static Command Make(ServerOptions server)
    {
        var files = new Argument<FileInfo[]>("file") { Description = "要报送的文件 / files to push: .xlsx, .csv, .ndjson (.jsonl), .json.", Arity = ArgumentArity.OneOrMore };
        var encoding = new Option<string?>("--encoding") { Description = "CSV 的编码 / what a CSV is written in, if the server shall not find out." };
        encoding.AcceptOnlyFromAmong(FileKinds.Encodings);
        var again = new Option<bool>("--again") { Description = "同一文件作为新批次再送 / push as a new batch, even if this very file was pushed before." };
        var wait = new Option<bool>("--wait") { Description = "等到全部认定（默认） / wait for the decisions; the default." };
        var noWait = new Option<bool>("--no-wait") { Description = "送达即结束 / end once the server has it." };
        var errors = new Option<FileInfo?>("--errors") { Description = "有退回的行时，保存标注的工作簿 / where rows were refused, save the marked workbook here (.xlsx)." };
        var mend = new Option<FileInfo?>("--mend") { Description = "有退回的行时，保存待改的行 / where rows were refused, save the rows to mend here (.xlsx, .csv)." };
        var command = new Command("push", "报送文件 / push files and say what became of them. 1: 有记录退回 / records were refused.") { files, encoding, again, wait, noWait, errors, mend };
        command.Validators.Add(call =>
        {
            var saves = call.GetValue(errors) is not null || call.GetValue(mend) is not null;
            if (call.GetValue(wait) && call.GetValue(noWait))
                call.AddError("--wait 与 --no-wait 不能同时使用 / --wait and --no-wait exclude each other.");
            if (saves && call.GetValue(noWait))
                call.AddError("--errors、--mend 需要等待认定 / --errors and --mend need the decisions; leave out --no-wait.");
            if (saves && call.GetValue(files) is { Length: > 1 })
                call.AddError("--errors、--mend 只能用于一个文件 / --errors and --mend go with one file.");
        });
        server.AddTo(command);
        command.SetAction((call, ct) => Running.RunAsync(call.GetValue(server.Json), async () =>
        {
            using var client = server.Open(call);
            var pusher = new Pusher(client, call.GetValue(server.Json), call.GetValue(encoding), call.GetValue(again), !call.GetValue(noWait), call.GetValue(errors), call.GetValue(mend));
            return await pusher.PushAllAsync(call.GetRequiredValue(files), ct);
        }));
        return command;
    }

    private sealed class Pusher(IngestionClient client, bool json, string? encoding, bool again, bool wait, FileInfo? errors, FileInfo? mend)
    {
        /// <returns>The exit code: the highest of all files.</returns>
        public async Task<int> PushAllAsync(FileInfo[] files, CancellationToken ct)
        {
            var pushes = new List<Pushed>();
            foreach (var file in files)
                pushes.Add(await PushOneAsync(file, ct));
            var code = pushes.Max(push => push.ExitCode);
            if (json)
                Console.WriteLine(JsonSerializer.Serialize(new { ExitCode = code, Files = pushes }, AnswerJson.Options));
            return code;
        }

        // A file that fails keeps the next ones from nothing.
        private async Task<Pushed> PushOneAsync(FileInfo file, CancellationToken ct)
        {
            Pushed result;
            try
            {
                result = await PushAsync(file, ct);
            }
            catch (Exception fault) when (Failure.Of(fault) is { } failure && !ct.IsCancellationRequested)
            {
                if (!json)
                    failure.Print(Console.Error, Failure.Hint(fault), ShownName.Of(file.Name));
                result = new(ShownName.Of(file.ToString()), failure.ExitCode) { Failure = failure };
            }
            return result;
        }

        private async Task<Pushed> PushAsync(FileInfo file, CancellationToken ct)
        {
            var content = await PushedFile.ReadAsync(file.FullName, file.Name, FileKinds.ContentTypeOf(file.Name, encoding), ct);
            BatchAnswer batch;
            using (var line = new ProgressLine($"上传 / sending {ShownName.Of(file.Name)}", "B", json))
                batch = await client.PushAsync(content, again ? RandomNumberGenerator.GetHexString(32, lowercase: true) : content.ContentKey, new Sent(line, content.Stamp.Length), ct);
            if (wait && !batch.IsDecided)
            {
                using var line = new ProgressLine("认定 / deciding", "条 / records", json);
                batch = await client.AwaitDecidedAsync(batch.Id, new Decided(line), ct);
            }
            else if (batch.IsDecided)
            {
                // The receipt of a batch that was there before may be older than its reasons.
                batch = await client.StatusAsync(batch.Id, ct);
            }
            var reasons = await ReasonCounts.OfAsync(client, batch, ct);
            if (!json)
                BatchSummary.Print(Console.Out, ShownName.Of(file.Name), batch, reasons);
            return new(ShownName.Of(file.ToString()), batch.Counts.Rejected > 0 ? ExitCodes.Refused : ExitCodes.Good)
            {
                Sha256 = content.Sha256, Batch = batch.Raw, Reasons = reasons, MarkedWorkbook = await SaveAsync(errors, "errors", batch, ct), RowsToMend = await SaveAsync(mend, "rows-to-mend", batch, ct),
            };
        }

        private async Task<string?> SaveAsync(FileInfo? target, string what, BatchAnswer batch, CancellationToken ct)
        {
            if (target is null || batch.Counts.Rejected == 0)
                return null;
            await Download.ToFileAsync(client, $"{IngestionClient.PathOf(batch.Id)}/{what}?format={Download.FormatOf(target, "xlsx")}", target, ct);
            if (!json)
                Console.WriteLine($"  已保存 / saved: {ShownName.Of(target.ToString())}");
            return ShownName.Of(target.ToString());
        }
    }

    private sealed class Sent(ProgressLine line, long all) : IProgress<long>
    {
        public void Report(long value) => line.Report((value, all));
    }

    private sealed class Decided(ProgressLine line) : IProgress<BatchAnswer>
    {
        public void Report(BatchAnswer value) => line.Report((value.Counts.Decided, value.Counts.Received));
    }

    /// <summary>What became of one file, for programs.</summary>
    private sealed record Pushed(string File, int ExitCode)
    {
        public string? Sha256 { get; init; }

        /// <summary>The batch as the server tells it.</summary>
        public JsonElement? Batch { get; init; }

        public IReadOnlyList<ReasonCount>? Reasons { get; init; }

        public string? MarkedWorkbook { get; init; }

        public string? RowsToMend { get; init; }

        public Failure? Failure { get; init; }
    }
}
