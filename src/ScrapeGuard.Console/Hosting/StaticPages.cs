using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Hosting;

/// <summary>
/// The console's pages, as they are in the assembly. Anyone gets them: there is nothing in them but how things look.
/// For slow links the first page names all others under a folder that is called by their contents: a browser asks for
/// them at once instead of one after the other, and never again until they change.
/// </summary>
internal sealed partial class StaticPages
{
    private const string Prefix = "web/";
    private const string Index = "/index.html";
    private const int TagChars = 32;
    private const int VersionChars = 12;

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, PageFile> _files;

    public StaticPages()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && Types.ContainsKey(TypeOf(name)))
            .ToDictionary(name => "/" + name[Prefix.Length..].Replace('\\', '/'), Read, StringComparer.Ordinal);
        Version = HashOf(string.Concat(texts.OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => $"{text.Key}\n{text.Value}\n")))[..VersionChars];
        texts[Index] = Named(texts[Index], texts.Keys);
        _files = texts.ToDictionary(text => text.Key, text => Pack(text.Value), StringComparer.Ordinal);
    }

    /// <summary>What the folder is called that holds what never changes.</summary>
    public string Version { get; }

    /// <summary>The paths that there are.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>Answers with a page; false: there is none at that path.</summary>
    public async Task<bool> TryWriteAsync(HttpContext http)
    {
        var path = http.Request.Path.Value is null or "" or "/" ? Index : http.Request.Path.Value;
        var isForever = path.StartsWith($"/{Version}/", StringComparison.Ordinal);
        if (!_files.TryGetValue(isForever ? path[(Version.Length + 1)..] : path, out var file))
        {
            return false;
        }

        var (request, response) = (http.Request, http.Response);
        response.Headers.ETag = file.Tag;
        response.Headers.CacheControl = isForever ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        var isPacked = file.Packed.Length < file.Plain.Length && ApiRunner.AcceptsGzip(request);
        var body = isPacked ? file.Packed : file.Plain;
        response.Headers.ContentEncoding = isPacked ? "gzip" : default;
        response.ContentType = Types[TypeOf(path)];
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(body, http.RequestAborted);
        }

        return true;
    }

    private static string TypeOf(string name) => Path.GetExtension(name);

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The first page with its files under the folder, and with the modules that those ask for.</summary>
    private string Named(string index, IEnumerable<string> paths)
    {
        var named = Reference().Replace(index, $"$1=\"{Version}/$2\"");
        var modules = paths.Where(path => TypeOf(path) == ".js" && !named.Contains(path, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(path => $"  <link rel=\"modulepreload\" href=\"{Version}{path}\">\n");
        return named.Replace("</head>", string.Concat(modules) + "</head>", StringComparison.Ordinal);
    }

    private static PageFile Pack(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return new PageFile(plain, packed.ToArray(), $"\"{HashOf(text)[..TagChars]}\"");
    }

    [GeneratedRegex("\\b(href|src)=\"([^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();

    private sealed record PageFile(byte[] Plain, byte[] Packed, string Tag);
}
