using CreditShare.Hosting.Auth;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Refusals;
using CreditShare.Ingestion.Templates;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Pages;

/// <summary>Files that the pages link to: the same as the REST endpoints give, for a session instead of a token.</summary>
internal static class BureauFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/bureau").BySession().RequireScope(Scopes.BatchesRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals))).ExcludeFromDescription();
        files.MapGet("templates/{name}", TemplateEndpoints.Download);
        files.MapGet("batches/{id}/errors", AnswerEndpoints.ErrorsAsync);
        files.MapGet("batches/{id}/rows-to-mend", AnswerEndpoints.RowsToMendAsync);
    }
}
