using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Tests.Brokers;

/// <summary>
/// An Apache Kafka of one broker in a temporary folder, from the official scripts. The benchmarks compile this file
/// too.
/// </summary>
internal sealed class LocalBroker : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-kafka-");
    private readonly Process _server;

    private LocalBroker(string home)
    {
        var (port, controller) = (FreePort(), FreePort());
        Servers = $"127.0.0.1:{port}";
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
            Check(format.ExitCode == 0, "the broker's folder cannot be formatted");
        }

        _server = Launch(home, "kafka-server-start.sh", settings);
    }

    /// <summary><c>host:port</c></summary>
    public string Servers { get; }

    /// <summary>Starts a broker and waits until it serves.</summary>
    /// <param name="home">Folder of an Apache Kafka (<c>KAFKA_HOME</c>).</param>
    public static LocalBroker Start(string home)
    {
        var broker = new LocalBroker(home);
        try
        {
            broker.WaitUntilServing();
            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
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

    private static void Check(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new InvalidOperationException(complaint);
        }
    }

    private void WaitUntilServing()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Servers })
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
                Check(!_server.HasExited, "the broker has ended at its start");
            }
        }
    }
}
