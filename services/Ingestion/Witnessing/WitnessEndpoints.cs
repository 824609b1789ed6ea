using System.Security.Cryptography;
using System.Text;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Witnessing;

/// <summary>
/// A city's witness over HTTP, by C2SP tlog-witness. Open to everybody, as that has it: a request counts by the log's signature in it, and what it can bring
/// about is a cosignature of a checkpoint that the log did sign.
/// </summary>
internal static class WitnessEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var witness = app.MapGroup("/witness/{city}").WithTags("Witness").AllowAnonymous();
        witness.MapPost("add-checkpoint", AddAsync).WithSummary("Cosign a checkpoint (C2SP tlog-witness)")
            .Produces<string>(contentType: "text/plain").ProducesProblem(400);
        witness.MapGet("{origin}/checkpoint", Last).WithSummary("The checkpoint last cosigned, by the SHA-256 of its log's origin in hex").Produces<string>(contentType: "text/plain").ProducesProblem(404);
    }

    /// <summary>The specification asks for no type of the request and for types to the letter in the answer.</summary>
    private static async Task AddAsync(string city, HttpContext context, CityWitness witness, CancellationToken ct)
    {
        var (request, response) = (context.Request, context.Response);
        var body = new byte[AddCheckpointRequest.MostBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        var answer = await witness.AnswerAsync(city, body[..length], ct);
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType ?? "text/plain; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, ct);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Last(string city, string origin, CityWitness witness) =>
        witness.Last(city) is { } last && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(last.Checkpoint.Origin))) == origin
            ? TypedResults.Text(Encoding.UTF8.GetString(last.Note), "text/plain", Encoding.UTF8)
            : Problem.Of(404, "checkpoint-unknown", "本市没有为该日志副签过检查点。", "This city has cosigned no checkpoint of that log.");
}
