using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>Writes what people order to the topic of commands, as the command line does.</summary>
internal sealed class KafkaCommandDesk(KafkaOptions options, TimeProvider time) : ICommandDesk
{
    public long NowMicros => UnixMicros.Of(time.GetUtcNow());

    public Task<string?> SendAsync(OperatorCommand command, CancellationToken cancellation) =>
        CommandSender.SendAsync(options, command, time, cancellation);
}
