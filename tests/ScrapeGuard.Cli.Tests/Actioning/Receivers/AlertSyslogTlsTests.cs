using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>CEF by syslog over TLS (RFC 5425), against real sockets.</summary>
public sealed class AlertSyslogTlsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestCertificates _certificates = null!;
    private TcpListener _listener = null!;
    private X509Certificate2 _server = null!;

    [SetUp]
    public void Listen()
    {
        _certificates = new TestCertificates();
        _server = _certificates.Make("localhost", IPAddress.Loopback);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
    }

    [TearDown]
    public void Close()
    {
        _listener.Dispose();
        _server.Dispose();
        _certificates.Dispose();
    }

    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    public async Task Run_ServerOfARootThatWeTrust_EachEventIsAFrame(string host)
    {
        await using var sending = new SyslogSending(Settings(host));
        sending.Send(1, 2, 3);

        await using var client = await AcceptAsync();
        (await SyslogFrames.ReadAsync(client, 3)).Should().Equal("acct-1", "acct-2", "acct-3");
        client.SslProtocol.Should().BeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
    }

    [Test]
    public async Task Run_ServerOfAnotherRoot_GetsNothingAndTheEventIsLost()
    {
        var other = _certificates.Make("localhost", IPAddress.Loopback);
        await using var sending = new SyslogSending(
            Settings() with { RootsFile = _certificates.Certificate(other) }, new FastTime(10));
        sending.Send(1);

        (await LostAsync(sending)).Should().Contain("certificate");
    }

    [Test]
    public async Task Run_ServerThatNoRootOfTheMachineVouchesFor_GetsNothingAndTheEventIsLost()
    {
        await using var sending = new SyslogSending(Settings() with { RootsFile = null }, new FastTime(10));
        sending.Send(1);

        (await LostAsync(sending)).Should().Contain("certificate");
    }

    [Test]
    public async Task Run_ServerOfAnotherName_GetsNothingAndTheEventIsLost()
    {
        _server = _certificates.Make("elsewhere.example");
        await using var sending = new SyslogSending(Settings(), new FastTime(10));
        sending.Send(1);

        (await LostAsync(sending)).Should().Contain("RemoteCertificateNameMismatch");
    }

    [Test]
    public async Task Run_ServerAsksWhoWeAre_OurCertificateIsShown()
    {
        var own = _certificates.Make("actioner");
        await using var sending = new SyslogSending(Settings() with
        {
            CertificateFile = _certificates.Certificate(own),
            KeyFile = _certificates.Key(own),
        });
        sending.Send(1);

        await using var client = await AcceptAsync(asksForCertificate: true);
        (await SyslogFrames.ReadAsync(client, 1)).Should().Equal("acct-1");
        client.RemoteCertificate!.GetCertHashString().Should().Be(own.Thumbprint);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Run_ServerClosesTheConnection_TheNextEventComesOnANewOne(bool saysSo)
    {
        await using var sending = new SyslogSending(Settings());
        sending.Send(1);
        await using (var client = await AcceptAsync())
        {
            (await SyslogFrames.ReadAsync(client, 1)).Should().Equal("acct-1");
            if (saysSo)
            {
                await client.ShutdownAsync();
            }
        }

        sending.Send(2, 3);
        await using var again = await AcceptAsync();
        (await SyslogFrames.ReadAsync(again, 2)).Should().Equal("acct-2", "acct-3");
    }

    [Test]
    public async Task Dispose_OpenConnection_SaysFarewell()
    {
        var sending = new SyslogSending(Settings());
        sending.Send(1);
        await using var client = await AcceptAsync();
        await SyslogFrames.ReadAsync(client, 1);

        await sending.DisposeAsync();

        (await client.ReadAsync(new byte[1]).AsTask().WaitAsync(Patience)).Should().Be(0);
    }

    private SyslogSettings Settings(string host = "127.0.0.1") => new(
        new Uri($"tls://{host}:{((IPEndPoint)_listener.LocalEndpoint).Port}"),
        RootsFile: _certificates.Certificate(_server));

    private async Task<SslStream> AcceptAsync(bool asksForCertificate = false)
    {
        var socket = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _server,
            ClientCertificateRequired = asksForCertificate,
            RemoteCertificateValidationCallback =
                (_, certificate, _, _) => (certificate is not null) == asksForCertificate,
        }).WaitAsync(Patience);
        return stream;
    }

    /// <summary>Serves until an event is lost; nothing of it may have been read.</summary>
    private async Task<string> LostAsync(SyslogSending sending)
    {
        var said = sending.SaidAsync();
        var one = new byte[1];
        while (true)
        {
            var accepting = AcceptAsync();
            await Task.WhenAny(said, accepting);
            if (said.IsCompleted)
            {
                _listener.Stop();
                await IgnoreAsync(accepting);
                return await said;
            }

            try
            {
                await using var client = await accepting;
                (await client.ReadAsync(one).AsTask().WaitAsync(Patience))
                    .Should().Be(0, "nothing is told to strangers");
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException)
            {
                // It turned away, as it should.
            }
        }
    }

    private static async Task IgnoreAsync(Task<SslStream> accepting)
    {
        try
        {
            await using var late = await accepting;
        }
        catch (Exception exception) when (
            exception is IOException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // Nobody came any more.
        }
    }
}
