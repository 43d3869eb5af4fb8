using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Brokers;

/// <summary>An Apache Kafka of one broker or several in a temporary folder, from the official scripts.</summary>
internal sealed class LocalCluster : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly string _home;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-cluster-");
    private readonly int[] _ports;
    private readonly KafkaScript?[] _servers;

    /// <summary>Makes the folders of the brokers and starts them.</summary>
    /// <param name="home">Folder of an Apache Kafka (<c>KAFKA_HOME</c>).</param>
    /// <param name="brokers">How many.</param>
    public LocalCluster(string home, int brokers)
    {
        _home = home;
        var ports = FreePorts(2 * brokers);
        (_ports, _servers) = (ports[..brokers], new KafkaScript?[brokers]);
        Servers = string.Join(',', _ports.Select(port => $"127.0.0.1:{port}"));
        var voters = string.Join(
            ',', Enumerable.Range(0, brokers).Select(i => $"{i + 1}@127.0.0.1:{ports[brokers + i]}"));
        for (var broker = 1; broker <= brokers; broker++)
        {
            WriteSettings(broker, brokers, ports[brokers + broker - 1], voters);
            KafkaScript.Run(
                _home, "kafka-storage.sh", "format", "-t", "AAAAAAAAQACAAAAAAAAAAA", "-c", SettingsOf(broker));
        }
    }

    /// <summary><c>host:port,...</c></summary>
    public string Servers { get; }

    public int Brokers => _servers.Length;

    /// <summary>Starts the brokers that do not run, and waits until all serve.</summary>
    public void Start()
    {
        for (var broker = 1; broker <= Brokers; broker++)
        {
            _servers[broker - 1] ??= KafkaScript.Start(_home, "kafka-server-start.sh", SettingsOf(broker));
        }

        WaitUntilServing();
    }

    /// <summary>Stops a broker, politely or by kill -9.</summary>
    public void Stop(int broker, bool hard = false)
    {
        var server = _servers[broker - 1] ?? throw new InvalidOperationException($"broker {broker} does not run");
        server.End(hard);
        _servers[broker - 1] = null;
    }

    /// <summary>Freezes a broker, until <see cref="Thaw"/>: whoever asks it for something waits.</summary>
    public void Freeze(int broker) => _servers[broker - 1]!.Send(Signal.Stop);

    public void Thaw(int broker) => _servers[broker - 1]!.Send(Signal.Continue);

    /// <summary>Runs an official script against the cluster and returns what it says.</summary>
    public string Run(string script, params string[] arguments) =>
        KafkaScript.Run(_home, script, ["--bootstrap-server", Servers, .. arguments]);

    /// <summary>A file of a script, in the cluster's own folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server?.End(hard: true);
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>All of them at once, so that none is given twice.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private string SettingsOf(int broker) => Path.Combine(_folder.FullName, $"broker-{broker}.properties");

    private void WriteSettings(int broker, int brokers, int controller, string voters)
    {
        var port = _ports[broker - 1];
        var insync = Math.Min(brokers, 2);
        File.WriteAllLines(SettingsOf(broker),
        [
            "process.roles=broker,controller",
            $"node.id={broker}",
            $"controller.quorum.voters={voters}",
            "controller.listener.names=CONTROLLER",
            $"listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
            $"advertised.listeners=PLAINTEXT://127.0.0.1:{port}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            $"log.dirs={Path.Combine(_folder.FullName, $"data-{broker}")}",
            $"offsets.topic.replication.factor={brokers}",
            $"transaction.state.log.replication.factor={brokers}",
            $"transaction.state.log.min.isr={insync}",
            $"default.replication.factor={brokers}",
            $"min.insync.replicas={insync}",
            "offsets.topic.num.partitions=3",
            "transaction.state.log.num.partitions=3",
            "auto.create.topics.enable=false",
            "broker.heartbeat.interval.ms=500",
            "broker.session.timeout.ms=3000",

            // So that tests need not wait for the usual seconds: nothing here depends on how long these are.
            "group.initial.rebalance.delay.ms=0",
            "group.min.session.timeout.ms=1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000",
        ]);
    }

    private void WaitUntilServing()
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (!Serves())
        {
            if (_servers.Any(server => server is { HasExited: true })
                || TimeProvider.System.GetElapsedTime(patience) > StartTime)
            {
                throw new InvalidOperationException("the brokers do not start: "
                    + string.Join('\n', _servers.Select(server => server?.LastLines)));
            }
        }
    }

    private bool Serves()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Servers })
            .SetLogHandler((_, _) => { }).Build();
        try
        {
            var metadata = admin.GetMetadata(TimeSpan.FromSeconds(5));
            return metadata.Brokers.Count == Brokers
                && metadata.Topics.TrueForAll(topic => topic.Partitions.TrueForAll(
                    partition => partition.InSyncReplicas.Length == partition.Replicas.Length));
        }
        catch (KafkaException)
        {
            return false;
        }
    }
}
