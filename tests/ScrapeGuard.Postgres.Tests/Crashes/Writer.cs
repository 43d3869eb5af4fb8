using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Crashes;

/// <summary>
/// Brings decisions in as the actioner does: what it does not know to be in the store it brings again, and the store
/// says which came before.
/// </summary>
internal sealed class Writer(IActionStore store, int seed)
{
    private readonly Drawn _drawn = new(seed);

    /// <summary>How often the store was away, or broke off.</summary>
    public int Interruptions { get; private set; }

    /// <summary>How often a batch that was brought again was there already.</summary>
    public int FoundAgain { get; private set; }

    public async Task WriteAsync(int batches, Action<int>? written = null)
    {
        for (var i = 0; i < batches; i++)
        {
            await WriteBatchAsync([.. Enumerable.Range(0, 5).Select(n => _drawn.Kept($"account{n}"))]);
            written?.Invoke(i + 1);
        }
    }

    private async Task WriteBatchAsync(List<KeptDecision> batch)
    {
        while (true)
        {
            try
            {
                await using var transaction = await store.BeginAsync(CancellationToken.None);
                var keys = new SnapshotKeys { Decisions = [.. batch.Select(kept => kept.Decision.Id)] };
                var known = (await transaction.LoadAsync(keys, CancellationToken.None)).KnownDecisions;
                if (known.Count == batch.Count)
                {
                    FoundAgain++;
                    return;
                }

                known.Should().BeEmpty("a batch is written whole or not at all");
                await transaction.CommitAsync(
                    new ChangeSet
                    {
                        Decisions = batch,
                        Counters = [new CounterChange(CounterKind.Pending, "all", 0, batch.Count)],
                        Audit = [.. batch.Select(kept => _drawn.Fact(kept.Decision.Account))],
                        Outgoing = [.. batch.Select(kept => _drawn.Outgoing(OutgoingChannel.Topic, "a") with
                        {
                            Event = _drawn.Outgoing(OutgoingChannel.Topic, "a").Event with { Id = kept.Decision.Id },
                        })],
                    },
                    CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException)
            {
                Interruptions++;
                await Task.Delay(20);
            }
        }
    }
}
