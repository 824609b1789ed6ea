using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;

namespace CreditShare.Query.BatchLookups;

/// <summary>
/// Writes the answers to a list while they are computed. JSON: one object with <c>items</c>; NDJSON: the same object without them on the first line, then an item a line. An answer's bytes are those that
/// the log commits to. A caller knows that nothing is missing by <c>counts.lines</c>; a connection that breaks off leaves JSON unclosed.
/// </summary>
internal sealed class BatchAnswerWriter(PipeWriter output, bool ndjson) : IDisposable
{
    private const int FlushedAt = 64 << 10;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static readonly ProblemError Gone = new(
        "code", "answer-gone", null, "Ask again for this code.", "作答期间，该答复所依据的内容已依法删除。请重新查询此代码。", "While it was being answered, what the answer was made of was deleted by law. Ask again for this code.");

    private readonly Utf8JsonWriter json = new(output, Form);

    public void Dispose() => json.Dispose();

    /// <param name="answers">The second pass.</param>
    /// <param name="lines">Judged.</param>
    /// <param name="content">What was committed.</param>
    /// <param name="key">From which its salts come.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task WriteAsync(BatchAnswers answers, BatchLines lines, BatchLookupContent content, byte[] key, CancellationToken ct)
    {
        Head(answers, lines, content);
        await using var bytes = answers.AgainAsync(content, key, ct).GetAsyncEnumerator(ct);
        foreach (var line in lines.Lines)
        {
            byte[]? answer = null;
            if (line.Place is not null)
                answer = await bytes.MoveNextAsync() ? bytes.Current : throw new InvalidOperationException("There are fewer answers than codes.");
            Item(line, answer);
            if (output.UnflushedBytes + json.BytesPending > FlushedAt)
                await FlushAsync(ct);
        }
        if (!ndjson)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
        await FlushAsync(ct);
    }

    private void Head(BatchAnswers answers, BatchLines lines, BatchLookupContent content)
    {
        json.WriteStartObject();
        json.WriteString("logEntry", answers.Entry);
        json.WriteString("answeredAt", answers.Now);
        json.WriteString("asked", answers.Asked);
        json.WriteString("purpose", answers.Asking.Purpose.Code);
        json.WriteString("caseNumber", answers.Asking.CaseNumber);
        json.WriteStartObject("counts");
        json.WriteNumber("lines", lines.Lines.Count);
        json.WriteNumber("found", content.Items.Count(item => item.IsFound));
        json.WriteNumber("noneFound", content.Items.Count(item => !item.IsFound));
        json.WriteNumber("refused", lines.Lines.Count(line => line.Error is not null));
        json.WriteNumber("repeated", lines.Lines.Count(line => line.SameAs is not null));
        json.WriteEndObject();
        if (ndjson)
            EndLine();
        else
            json.WriteStartArray("items");
    }

    private void Item(BatchLine line, byte[]? answer)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line.Number);
        if (line.Code is not null)
            json.WriteString("code", line.Code);
        if (line.SameAs is { } sameAs)
        {
            json.WriteNumber("sameAs", sameAs);
        }
        else if (answer is not null)
        {
            json.WritePropertyName("answer");
            json.WriteRawValue(answer, skipInputValidation: true);
        }
        else
        {
            Error(line.Error ?? Gone);
        }
        if (ndjson)
            EndLine();
        else
            json.WriteEndObject();
    }

    private void Error(ProblemError error)
    {
        json.WriteStartObject("error");
        json.WriteString("pointer", error.Pointer);
        json.WriteString("code", error.Code);
        if (error.Found is not null)
            json.WriteString("found", error.Found);
        if (error.Expected is not null)
            json.WriteString("expected", error.Expected);
        json.WriteString("zh", error.Zh);
        json.WriteString("en", error.En);
        json.WriteEndObject();
    }

    private void EndLine()
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.Write("\n"u8);
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        json.Flush();
        await output.FlushAsync(ct);
    }
}
