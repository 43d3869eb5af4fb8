using System.Buffers;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Postgres;

namespace ScrapeGuard.Benchmarks.Actioning;

/// <summary>
/// A whole actioner in this process, as <c>scrapeguard actioner</c> puts it together, with a reference account service
/// over HTTP, a broker and a database; with topics of its own.
/// </summary>
internal sealed class ActionerBench : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly KafkaOptions _kafka;
    private readonly CancellationTokenSource _stop = new();
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly Task _running;

    private ActionerBench(KafkaOptions kafka, string connection, ReferenceService service, Policy policy)
    {
        (_kafka, Service) = (kafka, service);
        var settings = new ActionerSettings
        {
            Shared = new SharedSettings { Kafka = kafka, State = new StateOptions() },
            Accounts = new AccountServiceOptions { BaseUrl = service.Address, MaxConcurrentCalls = 64 },
            Database = new PostgresOptions { ConnectionString = connection },
        };
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = kafka.BootstrapServers,
            EnableIdempotence = true,
            LingerMs = 2,
        }).SetLogHandler((_, _) => { }).Build();
        _running = new ActionerRunner(TimeProvider.System)
            .RunAsync(settings, policy, NullLoggerFactory.Instance, _stop.Token);
    }

    public ReferenceService Service { get; }

    public string SafeguardTopic => _kafka.Topics.SafeguardEvents;

    public string Servers => _kafka.BootstrapServers;

    /// <param name="servers"><c>host:port</c></param>
    /// <param name="connection">A database of PostgreSQL that nothing is in.</param>
    /// <param name="name">Names topics and group.</param>
    /// <param name="policy">Has the budgets.</param>
    public static async Task<ActionerBench> StartAsync(string servers, string connection, string name, Policy policy)
    {
        var kafka = new KafkaOptions
        {
            BootstrapServers = servers,
            GroupId = name,
            Topics = new TopicNames
            {
                Decisions = name + ".decisions",
                Commands = name + ".commands",
                SafeguardEvents = name + ".safeguard-events",
                DeadLetter = name + ".dead-letter",
            },
        };
        var service = await ReferenceService.StartAsync(
            new ReferenceOptions { Ledger = new LedgerOptions { MaxEffects = 10_000_000 } }, TimeProvider.System,
            CancellationToken.None);
        return new ActionerBench(kafka, connection, service, policy);
    }

    /// <summary>Writes a decision.</summary>
    public void Decide(string account, Verdict verdict, long timeMicros)
    {
        var decision = new Decision
        {
            Id = $"{account}-{timeMicros}",
            TimeMicros = timeMicros,
            Account = account,
            Verdict = verdict,
            Score = 0.97,
            Reasons = [new Reason("rule.no-rest", 47, 23, 1)],
            Exposure = new Exposure(9, 5, 77),
            Model = "m",
            Policy = "p",
            Mode = PolicyMode.Enforce,
        };
        var json = new ArrayBufferWriter<byte>();
        DecisionJson.Write(json, decision);
        var message = new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(account),
            Value = json.WrittenSpan.ToArray(),
        };
        while (true)
        {
            try
            {
                _producer.Produce(_kafka.Topics.Decisions, message);
                return;
            }
            catch (ProduceException<byte[], byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(Look);
            }
        }
    }

    public void Flush() => _producer.Flush(TimeSpan.FromMinutes(5));

    /// <summary>Orders the restore of everybody.</summary>
    public async Task RestoreAllAsync(long nowMicros)
    {
        var command = new OperatorCommand
        {
            Id = "restore-all",
            TimeMicros = nowMicros,
            By = "benchmark",
            Kind = CommandKind.Restore,
            Target = new CommandTarget(CommandScope.All, ""),
            Reason = "a wrong wave",
        };
        if (await CommandSender.SendAsync(_kafka, command, TimeProvider.System, CancellationToken.None) is { } failure)
        {
            throw new InvalidOperationException(failure);
        }
    }

    /// <summary>Waits for something; the actioner must not end meanwhile.</summary>
    public async Task WaitAsync(Func<bool> holds, TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (_running.IsCompleted)
            {
                await _running;
            }

            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"after {patience}: {Service.Ledger.Summary()}");
            }

            await Task.Delay(Look, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _producer.Dispose();
        await Service.DisposeAsync();
        _stop.Dispose();
    }
}
