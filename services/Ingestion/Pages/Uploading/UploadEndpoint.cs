using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Refusals;
using CreditShare.Pages.Frame;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Pages.Uploading;

/// <summary>Takes a clerk's file through the same door as a program's, reading it as it comes; then leads to its batch, or says why it was not taken.</summary>
internal static class UploadEndpoint
{
    public const string Path = "/bureau/upload";
    public const string KeyPart = "key";
    public const string FilePart = "file";

    /// <summary>What the form has beside the file.</summary>
    private const int FormBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        // Whoever had to sign in first, or changes the language of a refusal, comes back by GET.
        app.MapGet(Path, () => Results.LocalRedirect("/bureau")).BySession().RequireScope(Scopes.BatchesWrite).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals))).ExcludeFromDescription();
        // It looks at the token by itself, before the file: the framework would read all of the form for it.
        app.MapPost(Path, TakeAsync).BySession().DisableAntiforgery().RequireScope(Scopes.BatchesWrite).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals))).ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, CityCheck cities, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> names, PushHandler handler, IOptions<IngestionOptions> options, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MostBytes + FormBytes;
        try
        {
            if (UploadForm.Open(context.Request) is not { } form)
                return Broken();
            var token = await form.TextAsync(names.Value.FormFieldName, ct);
            // In a header the framework finds the token; without one it would read the form, and so the file, into memory.
            context.Request.Headers[names.Value.HeaderName!] = token;
            if (string.IsNullOrEmpty(token) || !await antiforgery.IsRequestValidAsync(context))
                return await RefusedAsync(context, null, Problem.Of(400, "form-expired", "页面已过期，请刷新后再报送。", "The page has expired; load it again and push then."));
            if (BatchEndpoints.Key(context, await form.TextAsync(KeyPart, ct), out var key) is { } wrongKey)
                return await RefusedAsync(context, null, wrongKey);
            if (await form.FileAsync(FilePart, ct) is not { } file)
                return await RefusedAsync(context, null, Problem.Of(400, "file-missing", "请先选择要报送的文件。", "Choose a file first."));
            if (FileForms.Of(file) is not var (format, encoding))
                return await RefusedAsync(context, file.Name, Problem.Of(415, "media-type", "不支持这种文件，请报送 .xlsx、.csv、.ndjson 或 .json 文件。", "Files of this kind are not supported; push .xlsx, .csv, .ndjson or .json."));
            var (taken, fault) = await handler.TakeAsync(node, context.User.Account() ?? "", new(format, encoding, file.Content, FileNames.Of(file.Name)), key, ct);
            return taken is { } batch ? new SeeOther($"/bureau/batches/{batch.Batch}") : await RefusedAsync(context, file.Name, InWords(fault!));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Broken();
        }
    }

    /// <summary>A clerk knows nothing of the form's key; all else is told in a reader's words already.</summary>
    private static ProblemHttpResult InWords(ProblemHttpResult fault) => fault.ProblemDetails.Extensions["code"] is BatchEndpoints.ConflictCode
        ? Problem.Of(fault.StatusCode, "form-used", "这张表单已经报送过另一个文件，这次没有接收。请在下面重新选择文件报送。", "This form has pushed another file already; this one was not taken. Choose it again below and push.")
        : fault;

    private static ProblemHttpResult Broken() => Problem.Of(400, "form-broken", "表单不完整，请回到报送首页再试。", "The form is incomplete; go back to the first page and try again.");

    private static async Task<IResult> RefusedAsync(HttpContext context, string? file, ProblemHttpResult why)
    {
        // A browser that still sends does not hear the answer.
        if (why.StatusCode != StatusCodes.Status413PayloadTooLarge)
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        Problem.Complete(context, why.ProblemDetails);
        return PageResult.Of<UploadRefusedPage>(why.StatusCode, (nameof(UploadRefusedPage.Details), why.ProblemDetails), (nameof(UploadRefusedPage.FileName), file));
    }

    /// <summary>303: what follows is asked for by GET, so that loading it again repeats nothing.</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
