using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Pages.Frame;

/// <summary>A page as the answer to a form: one that shows the form again with its faults, or something that has no address because it is kept nowhere.</summary>
public static class PageResult
{
    /// <typeparam name="TPage">The page's component.</typeparam>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Of the component, by name; those that are null are left out.</param>
    public static IResult Of<TPage>(int status, params IReadOnlyList<(string Name, object? Value)> parameters)
        where TPage : IComponent =>
        new RazorComponentResult<FramedPage>(new Dictionary<string, object?>
        {
            [nameof(FramedPage.Page)] = typeof(TPage),
            [nameof(FramedPage.Parameters)] = parameters.Where(parameter => parameter.Value is not null).ToDictionary(parameter => parameter.Name, parameter => parameter.Value!),
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
}
