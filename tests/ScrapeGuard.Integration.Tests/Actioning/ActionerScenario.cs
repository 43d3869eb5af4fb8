using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Npgsql;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Integration.Tests.Brokers;
using ScrapeGuard.Integration.Tests.Traffic;
using ScrapeGuard.Integration.Tests.Workers;
using ScrapeGuard.Postgres;
using ScrapeGuard.Tests.Postgres;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>
/// Decisions carried out by actioners while things go wrong: topics, a group, a database and an account service of its
/// own, and the comparison of what everybody tells in the end.
/// </summary>
internal sealed class ActionerScenario : IAsyncDisposable
{
    private readonly string _name;
    private readonly string? _connection;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-actioner-");
    private readonly List<WorkerProcess> _actioners = [];
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly SentDecisions _sent = new();

    private ActionerScenario(
        LocalCluster cluster, string name, string? connection, ReferenceService service, HttpGate gate)
    {
        (Cluster, _name, _connection, Service, Gate) = (cluster, name, connection, service, gate);
        Settings = new Dictionary<string, string>
        {
            ["SCRAPEGUARD__KAFKA__BOOTSTRAPSERVERS"] = cluster.Servers,
            ["SCRAPEGUARD__KAFKA__GROUPID"] = $"{name}-group",
            ["SCRAPEGUARD__KAFKA__TOPICS__DECISIONS"] = Decisions,
            ["SCRAPEGUARD__KAFKA__TOPICS__COMMANDS"] = Commands,
            ["SCRAPEGUARD__KAFKA__TOPICS__SAFEGUARDEVENTS"] = Safeguards,
            ["SCRAPEGUARD__KAFKA__TOPICS__DEADLETTER"] = $"{name}-dead-letter",
            ["SCRAPEGUARD__KAFKA__PROPERTIES__SESSION_TIMEOUT_MS"] = "6000",
            ["SCRAPEGUARD__ACCOUNTSERVICE__BASEURL"] = gate.Url,
            ["SCRAPEGUARD__STATE__DIRECTORY"] = _folder.FullName,

            // Many attempts in a short time, for faults to meet.
            ["SCRAPEGUARD__ACCOUNTSERVICE__ATTEMPTTIMEOUTMILLISECONDS"] = "1500",
            ["SCRAPEGUARD__ACCOUNTSERVICE__MAXATTEMPTS"] = "2",
            ["SCRAPEGUARD__ACCOUNTSERVICE__RETRYDELAYMILLISECONDS"] = "50",
            ["SCRAPEGUARD__ACCOUNTSERVICE__MAXRETRYDELAYMILLISECONDS"] = "200",
            ["SCRAPEGUARD__ACCOUNTSERVICE__BREAKER__BREAKSECONDS"] = "1",
            ["SCRAPEGUARD__ACTIONER__FIRSTRETRYMILLISECONDS"] = "100",
            ["SCRAPEGUARD__ACTIONER__LONGESTRETRYSECONDS"] = "1",
            ["SCRAPEGUARD__ACTIONER__LEASESECONDS"] = "5",
            ["SCRAPEGUARD__ACTIONER__MAXATTEMPTS"] = "1000",
        };
        if (connection is not null)
        {
            Settings["SCRAPEGUARD__DATABASE__CONNECTIONSTRING"] = connection;
        }

        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = cluster.Servers,
            EnableIdempotence = true,
            LingerMs = 0,
        }).SetLogHandler((_, _) => { }).Build();
    }

    public LocalCluster Cluster { get; }

    public ReferenceService Service { get; }

    public HttpGate Gate { get; }

    /// <summary>The environment of the actioners.</summary>
    public Dictionary<string, string> Settings { get; }

    public string Decisions => $"{_name}-decisions";

    public string Commands => $"{_name}-commands";

    public string Safeguards => $"{_name}-safeguards";

    /// <summary>What is demanded of accounts that no decision is the last word on: an operator's was.</summary>
    public Dictionary<string, string> Ordered { get; } = new(StringComparer.Ordinal);

    public string Logs => string.Join("\n--\n", _actioners.TakeLast(3).Select(actioner => actioner.Log));

    /// <summary>Makes one with a database of its own, or, without a server, with a journal.</summary>
    public static async Task<ActionerScenario> StartAsync(
        LocalCluster cluster, string name, PostgresServer? server, ReferenceOptions? service = null)
    {
        var connection = server is null
            ? null
            : await CreateDatabaseAsync(server, name.Replace("-", "", StringComparison.Ordinal));
        var reference = await ReferenceService.StartAsync(
            service ?? new ReferenceOptions(), TimeProvider.System, CancellationToken.None);
        return new ActionerScenario(cluster, name, connection, reference, await HttpGate.StartAsync(reference.Address));
    }

    public WorkerProcess StartActioner(params string[] arguments)
    {
        var actioner = new WorkerProcess("actioner", Settings, arguments);
        _actioners.Add(actioner);
        return actioner;
    }

    /// <summary>Starts one and waits until it reads.</summary>
    public WorkerProcess StartReadingActioner(params string[] arguments)
    {
        var actioner = StartActioner(arguments);
        actioner.WaitForLog("partitions assigned");
        return actioner;
    }

    /// <summary>Writes a decision of an account; the minute is its event time.</summary>
    public void Decide(string account, string verdict, int minute, string mode = "enforce") =>
        Write(_sent.Make(account, verdict, minute, mode));

    /// <summary>Writes decisions again that were written before, in another order.</summary>
    public void Repeat(int seed)
    {
        foreach (var decision in _sent.Shuffled(seed))
        {
            Write(decision);
        }
    }

    /// <summary>Writes something that is no decision.</summary>
    public void WriteRaw(string value) => _producer.Produce(
        Decisions, new Message<byte[], byte[]> { Key = "x"u8.ToArray(), Value = Encoding.UTF8.GetBytes(value) });

    /// <summary>Creates a topic that nothing here would create.</summary>
    public async Task CreateTopicAsync(string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Cluster.Servers })
            .SetLogHandler((_, _) => { }).Build();
        await admin.CreateTopicsAsync(
            [new TopicSpecification { Name = topic, NumPartitions = 1, ReplicationFactor = -1 }]);
    }

    /// <summary>Writes an access event, which only a console looks at here.</summary>
    public void WriteEvent(string topic, string json) =>
        _producer.Produce(
            topic, new Message<byte[], byte[]> { Key = "x"u8.ToArray(), Value = Encoding.UTF8.GetBytes(json) });

    public void Flush() => _producer.Flush(TimeSpan.FromMinutes(1));

    /// <summary>Orders something by the program's own command line.</summary>
    public void Order(params string[] arguments) => BuiltProgram.Run(
        [.. arguments, "--bootstrap-servers", Cluster.Servers, "--topic", Commands, "--why", "test", "--as", "tester"]);

    /// <summary>Holds a table until the connection is disposed of: whoever writes to it waits.</summary>
    public async Task<NpgsqlConnection> LockAsync(string table)
    {
        var connection = new NpgsqlConnection(_connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"BEGIN; LOCK TABLE scrapeguard.{table} IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Waits until somebody waits for a lock that a test holds.</summary>
    public void WaitForBlocked() => WaitForCount(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
        + "AND wait_event = 'relation'", 1);

    /// <summary>Waits until a query counts at least so many.</summary>
    public void WaitForCount(string query, long least) => Wait.Until(
        () => Count(query) >= least, () => $"{least} are to come of {query}, {Count(query)} did:\n{Logs}");

    /// <summary>Waits until every account is what its last decision, or an operator, demands.</summary>
    public void WaitUntilSettled() => Wait.Until(
        () => Unsettled().Count == 0, () => $"not settled: {string.Join(", ", Unsettled().Take(20))}\n{Logs}");

    /// <summary>Lets all come to its end, stops the actioners, and compares what everybody tells.</summary>
    public async Task FinishAndCompareAsync(params WorkerProcess[] running)
    {
        Gate.Open();
        WaitUntilSettled();
        WaitForPublished();
        foreach (var actioner in running)
        {
            actioner.Stop();
        }

        CompareAccounts();
        await CompareAuditAsync();
        CompareEvents();
    }

    public async ValueTask DisposeAsync()
    {
        _actioners.ForEach(actioner => actioner.Dispose());
        _producer.Dispose();
        await Gate.DisposeAsync();
        await Service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<string> CreateDatabaseAsync(PostgresServer server, string name)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    private void Write(SentDecision decision) => _producer.Produce(Decisions, new Message<byte[], byte[]>
    {
        Key = Encoding.UTF8.GetBytes(decision.Account),
        Value = Encoding.UTF8.GetBytes(decision.Json),
    });

    private long Count(string query)
    {
        using var connection = new NpgsqlConnection(_connection + ";Pooling=false");
        try
        {
            connection.Open();
            using var command = new NpgsqlCommand(query, connection);
            return (long)command.ExecuteScalar()!;
        }
        catch (NpgsqlException)
        {
            // The server is away, or the schema is not there yet.
            return -1;
        }
    }

    private List<string> Unsettled() =>
    [
        .. from account in _sent.Accounts
           let wanted = Demanded(account)
           let state = Service.Ledger.StateOf(account)
           where wanted != state
           select $"{account} is {state} and not {wanted}",
    ];

    private string Demanded(string account) => Ordered.GetValueOrDefault(account) ?? _sent.StateOf(account);

    /// <summary>Everything that was done is recorded and told of, as far as can be seen from outside.</summary>
    private void WaitForPublished()
    {
        // One reading for all looks: a new one has nothing yet when it is first asked.
        using var reading = new TopicReading(Cluster.Servers, Safeguards);
        Wait.Until(
            () => DoneEvents(reading.ReadOn()).ToHashSet(StringComparer.Ordinal).SetEquals(DoneKeys()),
            () => $"events are to come of all that was done:\n{Logs}");
    }

    private IEnumerable<string> DoneKeys() => Service.Ledger.History().Select(done => done.Call.IdempotencyKey);

    private void CompareAccounts()
    {
        Unsettled().Should().BeEmpty("each account is what its last decision demands");
        Service.Ledger.Summary().KeysCarriedOutTwice.Should().Be(0, "each effect took place once:\n" + Logs);
        DoneKeys().Should().OnlyHaveUniqueItems();
    }

    private async Task CompareAuditAsync()
    {
        if (_connection is null)
        {
            BuiltProgram.Run("audit", "verify", "--state", _folder.FullName);
            return;
        }

        await using var database = PostgresDatabase.Open(
            new PostgresOptions { ConnectionString = _connection });
        var verdict = await AuditCheck.RunAsync(
            database.Audit, expected: null, CancellationToken.None);
        verdict.Fault.Should().BeNull();
        var done = new List<string>();
        await foreach (var entry in database.Audit.ReadAsync(0, CancellationToken.None))
        {
            if (entry.Fact.What == "effect.done")
            {
                done.Add(entry.Fact.Effect!);
            }
        }

        done.Should().BeEquivalentTo(DoneKeys(), "the audit tells what the service did, and each once");
    }

    private void CompareEvents()
    {
        using var reading = new TopicReading(Cluster.Servers, Safeguards);
        var events = reading.ReadAll();

        // A repeat is the same event: whoever reads knows it by its id.
        var once = events.DistinctBy(value => JsonDocument.Parse(value).RootElement.GetProperty("id").GetString())
            .ToList();
        DoneEvents(once).Should().BeEquivalentTo(DoneKeys(), "the safeguard events tell the same");
    }

    private static IEnumerable<string> DoneEvents(IEnumerable<string> events) =>
        from value in events
        let root = JsonDocument.Parse(value).RootElement
        where root.GetProperty("type").GetString() == "org.scrapeguard.safeguard.effect.done.v1"
        select EffectIdOf(root.GetProperty("data"));

    private static string EffectIdOf(JsonElement data) =>
        Find(data, "effectId") ?? throw new InvalidDataException("an event of an effect names none: " + data);

    private static string? Find(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Select(member => member.Name == name ? member.Value.GetString() : Find(member.Value, name))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Find(item, name))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };
}
