using System.Net;
using System.Net.Http.Headers;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>
/// A body that knows whether any of it may have gone out: a service cannot act on a request whose body it has not got.
/// A call without a body has an empty one, for the client sends a request anew by itself when a kept connection closes
/// before a body was begun, and whether the first was acted on nobody knows.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;

    public TrackedContent(ReadOnlyMemory<byte> body, string? mediaType)
    {
        _body = body;
        Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>True once the request may have reached the service.</summary>
    public bool IsBegun { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        IsBegun = true;
        await stream.WriteAsync(_body);
    }

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsBegun = true;
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
