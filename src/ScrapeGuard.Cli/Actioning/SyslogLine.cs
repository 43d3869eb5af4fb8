using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using ScrapeGuard.Actions.Safeguards.Alerts;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// An open way to a syslog server: datagrams (RFC 5426), or counted frames over TCP (RFC 6587, 3.4.1) or TLS
/// (RFC 5425). One thread at a time.
/// </summary>
internal sealed class SyslogLine : IAsyncDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Stream? _stream;
    private readonly TimeProvider _time;
    private readonly Task _end;

    private SyslogLine(Socket socket, Stream? stream, TimeProvider time)
    {
        (_socket, _stream, _time) = (socket, stream, time);
        _end = stream is null ? Task.Delay(Timeout.Infinite, CancellationToken.None) : ReadToEndAsync(stream);
    }

    /// <summary>Connects, and for TLS finds out whether it is the server.</summary>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    /// <exception cref="IOException">It broke off, or a file of certificates cannot be read.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">It is not that server.</exception>
    public static async Task<SyslogLine> OpenAsync(SyslogSettings settings, TimeProvider time, CancellationToken stop)
    {
        var socket = settings.IsDatagram
            ? new Socket(SocketType.Dgram, ProtocolType.Udp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(settings.Server.IdnHost, settings.Port, stop);
            return new SyslogLine(socket, await StreamAsync(socket, settings, stop), time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the other side still listens, as far as can be known: what is written to a connection that it closed is
    /// lost without a word.
    /// </summary>
    public async Task<bool> IsOpenAsync(CancellationToken stop)
    {
        // What has come is the end, or something of TLS's own, which the reading below takes in at once.
        while (_stream is not null && !_end.IsCompleted && _socket.Poll(0, SelectMode.SelectRead))
        {
            stop.ThrowIfCancellationRequested();
            await Task.WhenAny(_end, Task.Delay(Settling, _time, stop));
        }

        return !_end.IsCompleted;
    }

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(byte[] message, CancellationToken stop)
    {
        if (_stream is null)
        {
            await _socket.SendAsync(message, SocketFlags.None, stop);
            return;
        }

        // Half a frame and a new connection: the server reads the whole message there once more.
        await _stream.WriteAsync(SyslogMessage.Framed(message), stop);
        await _stream.FlushAsync(stop);
    }

    /// <summary>
    /// Closes it; over TLS with a word of farewell (RFC 5425, 4.4). What has just been written still arrives.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_stream is SslStream tls && !_end.IsCompleted)
            {
                await tls.ShutdownAsync().WaitAsync(Farewell, _time);
            }

            if (_stream is not null && !_end.IsCompleted)
            {
                // A socket that is closed with something unread in it throws away what is on its way, too.
                _socket.Shutdown(SocketShutdown.Send);
                await _end.WaitAsync(Farewell, _time);
            }
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or TimeoutException or InvalidOperationException)
        {
            // The other side has gone before, and needs none.
        }

        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }

        _socket.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The line keeps it; a fault disposes of it.")]
    private static async Task<Stream?> StreamAsync(Socket socket, SyslogSettings settings, CancellationToken stop)
    {
        if (settings.IsDatagram)
        {
            return null;
        }

        var plain = new NetworkStream(socket, ownsSocket: false);
        if (!settings.IsTls)
        {
            return plain;
        }

        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(SyslogCertificates.Of(settings), stop);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>A syslog server says nothing; that it goes is all there is to be read.</summary>
    private static async Task ReadToEndAsync(Stream stream)
    {
        var said = new byte[256];
        try
        {
            while (await stream.ReadAsync(said) > 0)
            {
                // Not for us.
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // It is the end all the same.
        }
    }
}
