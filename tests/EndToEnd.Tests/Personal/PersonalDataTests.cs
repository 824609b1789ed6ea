using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests.Personal;

/// <summary>
/// Personal data is dropped while reading, before anything is stored or logged. Files full of made-up identity numbers go every way there is, and then everything is searched for them: all files of the
/// house (spool with its WAL, stores, the exchange log, keys), its output, what it exports to a collector, its temporary folder, and every answer that it gives.
/// </summary>
public sealed class PersonalDataTests
{
    [Fact]
    public async Task Identity_numbers_and_names_of_personal_columns_come_out_nowhere()
    {
        using var limit = TimeLimit.Start();
        using var temporary = new TemporaryFolder();
        await using var collector = await OtlpCollector.StartAsync(limit.Token);
        await using var house = await StartAsync(temporary, collector, limit.Token);
        var markers = new Markers();
        var leaks = new List<string>();
        foreach (var file in PersonalFiles.All(markers).ToList())
            leaks.AddRange(await PushAsync(house, file, markers, limit.Token));
        leaks.AddRange(await AskAsync(house, markers, limit.Token));

        leaks.AddRange(Leaks.InFolder(house.DataFolder, markers));
        leaks.AddRange(Leaks.InFolder(temporary.Path, markers));
        leaks.AddRange(collector.Bodies.SelectMany(body => Leaks.InBytes(body, markers)).Select(place => $"telemetry: {place}"));
        await house.Process.StopAsync();
        // After the stop, the WAL has been written into the stores.
        leaks.AddRange(Leaks.InFolder(house.DataFolder, markers));
        leaks.AddRange(Leaks.InBytes(Encoding.UTF8.GetBytes(house.Process.Output), markers).Select(place => $"output: {place}"));
        Assert.Empty(leaks.Distinct());
    }

    [Fact]
    public async Task While_a_workbook_arrives_and_after_a_kill_nothing_of_it_can_be_read_on_the_disk()
    {
        using var limit = TimeLimit.Start();
        using var temporary = new TemporaryFolder();
        await using var collector = await OtlpCollector.StartAsync(limit.Token);
        await using var house = await StartAsync(temporary, collector, limit.Token);
        var markers = new Markers();
        var workbook = PersonalFiles.All(markers).First(file => file.Name == "xlsx inline personal columns");
        // Behind the workbook's end stands enough to fill every buffer on the way, so that the part with the markers has come through.
        using var content = new HeldContent([.. workbook.Body, .. new byte[4 * 1024 * 1024]]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(workbook.Type);
        var pushed = house.Bureau().SendAsync(HttpMethod.Post, "/v1/batches", content, limit.Token);
        await content.Sent.WaitAsync(limit.Token);
        Assert.Empty(Leaks.InFolder(house.DataFolder, markers));
        Assert.Empty(Leaks.InFolder(temporary.Path, markers));
        await house.Process.KillAsync();
        content.GiveUp();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => pushed.WaitAsync(limit.Token));
        Assert.Empty(Leaks.InFolder(house.DataFolder, markers));
        Assert.Empty(Leaks.InFolder(temporary.Path, markers));
    }

    [Fact]
    public void What_is_looked_for_would_be_found()
    {
        using var folder = new TemporaryFolder();
        var markers = new Markers();
        foreach (var (n, encoding) in ((Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode]).Index())
            File.WriteAllBytes(folder.File($"{n}"), encoding.GetBytes($"…{markers.Number($"number {n}")}…{markers.Name($"name {n}")}"));
        foreach (var file in PersonalFiles.All(markers))
            File.WriteAllBytes(folder.File(file.Name.Replace(' ', '-')), file.Body);
        var found = Leaks.InFolder(folder.Path, markers).ToList();
        foreach (var place in (string[])["number 0", "name 1", "name 2", "csv 证件号码", "gb18030 法定代表人", "xlsx shared 证件号码", "xlsx inline comment", "ndjson idNumber", "json name"])
            Assert.Contains(found, leak => leak.EndsWith(": " + place, StringComparison.Ordinal));
    }

    private static Task<StandaloneSystem> StartAsync(TemporaryFolder temporary, OtlpCollector collector, CancellationToken ct) =>
        StandaloneSystem.StartAsync(ct, settings: new Dictionary<string, string>(collector.Settings) { ["TMPDIR"] = temporary.Path, ["Logging:LogLevel:Default"] = "Debug", ["DOTNET_EnableDiagnostics"] = "0" });

    /// <summary>Pushes the file and reads all that is told of it.</summary>
    private static async Task<List<string>> PushAsync(StandaloneSystem house, PersonalFile file, Markers markers, CancellationToken ct)
    {
        using var bureau = house.Bureau();
        using var content = new ByteArrayContent(file.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(file.Type);
        using var response = await bureau.SendAsync(HttpMethod.Post, "/v1/batches", content, ct);
        var answer = await response.Content.ReadAsByteArrayAsync(ct);
        Assert.True(response.StatusCode == (file.Taken ? HttpStatusCode.Accepted : HttpStatusCode.UnprocessableEntity), $"{file.Name}: {response.StatusCode} {Encoding.UTF8.GetString(answer)}");
        var leaks = Leaks.InBytes(answer, markers).Select(place => $"answer to {file.Name}: {place}").ToList();
        if (!file.Taken)
            return leaks;
        var batch = response.Headers.Location!.ToString();
        // The chunk lies in the spool now; once it is decided, it does no more.
        leaks.AddRange(Leaks.InFolder(house.DataFolder, markers));
        await bureau.AwaitDecidedAsync(batch.Split('/')[^1], ct);
        var table = file.Type.Contains("csv", StringComparison.Ordinal) || file.Type.Contains("sheet", StringComparison.Ordinal);
        string[] answers = ["", "/decisions", "/errors", "/errors?format=csv", "/normalised", .. table ? (string[])["/errors?format=xlsx", "/rows-to-mend?format=json", "/rows-to-mend?format=csv", "/rows-to-mend?format=xlsx"] : []];
        foreach (var path in answers)
            leaks.AddRange(await SearchAsync(bureau, batch + path, markers, ct));
        return leaks;
    }

    /// <summary>What others are told afterwards: agencies and auditors. A message that is set aside holds the chunk that lay in the spool, where it was searched.</summary>
    private static async Task<List<string>> AskAsync(StandaloneSystem house, Markers markers, CancellationToken ct)
    {
        var leaks = new List<string>();
        foreach (var (caller, path) in ((Client, string)[])[
            (house.Agency(), "/v1/subjects/91330108FME2RGMM89/records?purpose=licensing&caseNumber=CASE-1"), (house.Auditor(), "/v1/log/entries?limit=500"), (house.Auditor(), "/v1/log/export?format=ndjson")])
            leaks.AddRange(await SearchAsync(caller, path, markers, ct));
        return leaks;
    }

    private static async Task<IEnumerable<string>> SearchAsync(Client caller, string path, Markers markers, CancellationToken ct)
    {
        using var response = await caller.SendAsync(HttpMethod.Get, path, null, ct);
        var answer = await response.Content.ReadAsByteArrayAsync(ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {Encoding.UTF8.GetString(answer)}");
        return Leaks.InBytes(answer, markers).Select(place => $"{path}: {place}").ToList();
    }

    /// <summary>A body of which the last byte is held back until it is given up.</summary>
    private sealed class HeldContent(byte[] body) : HttpContent
    {
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => sent.Task;

        // Nothing is read of the answer before the body has ended, so the caller would not notice the kill.
        public void GiveUp() => givenUp.SetException(new IOException("The body ends here."));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length - 1));
            await stream.FlushAsync();
            sent.SetResult();
            await givenUp.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
