using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Kafka.Tests;

/// <summary>
/// A real Apache Kafka of one broker, from the official scripts under <c>KAFKA_HOME</c>: started for the first test
/// that needs it, stopped after the last (so it stands in the root of the namespaces). Where there is none, those tests
/// are skipped and say why.
/// </summary>
[SetUpFixture]
public sealed class RealBroker
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);
    private static readonly Lock Starting = new();
    private static RealBroker? _running;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-kafka-");
    private Process? _server;
    private string _servers = "";

    /// <summary>The address of the broker; skips the test when there can be none.</summary>
    public static string Servers
    {
        get
        {
            var home = Environment.GetEnvironmentVariable("KAFKA_HOME");
            if (string.IsNullOrEmpty(home))
            {
                Assert.Ignore("KAFKA_HOME is not set: no broker to test against");
            }

            if (SystemLibrdkafka.Load() is { } missing)
            {
                Assert.Ignore(missing);
            }

            lock (Starting)
            {
                if (_running is null)
                {
                    var broker = new RealBroker();
                    _running = broker;
                    broker.Start(home!);
                }

                return _running._servers;
            }
        }
    }

    [OneTimeTearDown]
    public void StopRunning()
    {
        if (_running is { } broker)
        {
            broker._server?.Kill(entireProcessTree: true);
            broker._server?.WaitForExit();
            broker._server?.Dispose();
            broker._folder.Delete(recursive: true);
        }

        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(string home, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(home, "bin", script), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KAFKA_HEAP_OPTS"] = "-Xmx384m";
        start.Environment["LOG_DIR"] = Path.GetDirectoryName(arguments[^1]);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{script} did not start");

        // Nobody reads it, but a full pipe would stop the broker.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Start(string home)
    {
        var (port, controller) = (FreePort(), FreePort());
        var settings = Path.Combine(_folder.FullName, "server.properties");
        File.WriteAllLines(settings,
        [
            "process.roles=broker,controller",
            "node.id=1",
            $"controller.quorum.voters=1@127.0.0.1:{controller}",
            "controller.listener.names=CONTROLLER",
            $"listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
            $"advertised.listeners=PLAINTEXT://127.0.0.1:{port}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            $"log.dirs={Path.Combine(_folder.FullName, "data")}",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "auto.create.topics.enable=false",
        ]);
        using (var format = Launch(home, "kafka-storage.sh", "format", "-t", "AAAAAAAAQACAAAAAAAAAAA", "-c", settings))
        {
            format.WaitForExit();
            format.ExitCode.Should().Be(0, "the broker's folder is to be formatted");
        }

        _server = Launch(home, "kafka-server-start.sh", settings);
        _servers = $"127.0.0.1:{port}";
        WaitUntilServing();
    }

    private void WaitUntilServing()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _servers })
            .SetLogHandler((_, _) => { }).Build();
        var patience = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                admin.GetMetadata(TimeSpan.FromSeconds(5));
                return;
            }
            catch (KafkaException) when (TimeProvider.System.GetElapsedTime(patience) < StartTime)
            {
                _server!.HasExited.Should().BeFalse("the broker is to start");
            }
        }
    }
}
