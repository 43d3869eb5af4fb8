using System.Net;
using System.Net.Sockets;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>CEF by syslog, against real sockets.</summary>
public sealed class AlertSyslogTests
{
    [Test]
    public async Task Run_Udp_EachEventIsADatagramOfRfc5424()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var sending =
            new SyslogSending($"udp://127.0.0.1:{((IPEndPoint)server.Client.LocalEndPoint!).Port}");
        sending.Send(1, 2);

        var first = SyslogFrames.Check((await server.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer);
        var second = SyslogFrames.Check((await server.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer);
        (first, second).Should().Be(("acct-1", "acct-2"));
    }

    [Test]
    public async Task Run_Tcp_EachEventIsAFrameOfItsLength()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var sending = new SyslogSending($"tcp://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}");
        sending.Send(1, 2, 3);

        using var client = await AcceptAsync(server);
        (await SyslogFrames.ReadAsync(client, 3)).Should().Equal("acct-1", "acct-2", "acct-3");
    }

    [Test]
    public async Task Run_TcpServerClosesTheConnection_TheNextEventComesOnANewOne()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var sending = new SyslogSending($"tcp://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}");
        sending.Send(1);
        using (var client = await AcceptAsync(server))
        {
            (await SyslogFrames.ReadAsync(client, 1)).Should().Equal("acct-1");
        }

        sending.Send(2, 3);
        using var again = await AcceptAsync(server);
        (await SyslogFrames.ReadAsync(again, 2)).Should().Equal("acct-2", "acct-3");
    }

    [Test]
    public async Task Run_TcpServerComesLater_TheEventWaitsForIt()
    {
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        await using var sending = new SyslogSending($"tcp://127.0.0.1:{port}");
        sending.Send(1);
        using var server = new TcpListener(IPAddress.Loopback, port);
        server.Start();

        using var client = await AcceptAsync(server);
        (await SyslogFrames.ReadAsync(client, 1)).Should().Equal("acct-1");
    }

    private static async Task<NetworkStream> AcceptAsync(TcpListener server) => new(
        await server.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(30)), ownsSocket: true);
}
