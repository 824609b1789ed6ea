using Microsoft.AspNetCore.Http;

namespace CreditShare.Hosting.Problems;

/// <summary>Writes problem details whatever the caller accepts: the framework's writer leaves browsers and XML clients without code and trace id.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problem.Complete(context.HttpContext, context.ProblemDetails);
        return new(context.HttpContext.Response.WriteAsJsonAsync(
            context.ProblemDetails, options: null, contentType: "application/problem+json", context.HttpContext.RequestAborted));
    }
}
