using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>The description of the account service (OpenAPI 3.1), as it stands in the project's folder.</summary>
public static class OpenApiDocument
{
    private const string Resource = "ScrapeGuard.AccountService.account-service.openapi.json";

    /// <summary>The document, in UTF-8.</summary>
    public static Stream Open() =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
        ?? throw new InvalidOperationException($"{Resource} is no part of the program");

    internal static async Task WriteAsync(HttpResponse response)
    {
        await using var document = Open();
        response.ContentType = "application/json";
        response.ContentLength = document.Length;
        await document.CopyToAsync(response.Body, response.HttpContext.RequestAborted);
    }
}
