using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScrapeGuard.Postgres.Tests.Crashes;

/// <summary>
/// Stands between a client and the server, and once it is told to, breaks off after the server has answered a COMMIT:
/// the client never learns that it took place.
/// </summary>
internal sealed class SilentCommit : IAsyncDisposable
{
    // With its end: READ COMMITTED is no commit.
    private const string Commit = "COMMIT\0";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile bool _swallowNext;

    public SilentCommit(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Swallowed { get; private set; }

    public void SwallowNext() => _swallowNext = true;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = JoinAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            var isSilent = false;
            var up = PumpAsync(client, server, bytes =>
            {
                if (_swallowNext && Encoding.Latin1.GetString(bytes.Span).Contains(Commit, StringComparison.Ordinal))
                {
                    _swallowNext = false;
                    isSilent = true;
                }

                return true;
            });
            var down = PumpAsync(server, client, _ =>
            {
                Swallowed += isSilent ? 1 : 0;
                return !isSilent;
            });
            await Task.WhenAny(up, down);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, bool> look)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read
                && look(buffer.AsMemory(0, read)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // Either side has gone: so goes the other.
        }
    }
}
