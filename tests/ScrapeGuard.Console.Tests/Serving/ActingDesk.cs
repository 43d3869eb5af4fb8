using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Console.Tests.Serving;

/// <summary>The real actioner behind the console, on a store in memory.</summary>
internal sealed class ActingDesk : ICommandDesk, IDisposable
{
    private readonly Actioner _actioner;
    private readonly SemaphoreSlim _gate = new(1, 1);

    public ActingDesk(MemoryActionStore store) => _actioner = new Actioner(
        store, new WillingService(), static () => Policy.Default, new ActionsOptions(), () => NowMicros,
        static () => null);

    public long NowMicros { get; set; } = 1_767_571_200_000_000;

    public List<OperatorCommand> Sent { get; } = [];

    public async Task<string?> SendAsync(OperatorCommand command, CancellationToken cancellation)
    {
        Sent.Add(command);
        NowMicros += 1_000;
        await WorkAsync([], [command]);
        return null;
    }

    public Task DecideAsync(params Decision[] decisions) => WorkAsync(decisions, []);

    public void Dispose()
    {
        _actioner.Dispose();
        _gate.Dispose();
    }

    private async Task WorkAsync(IReadOnlyList<Decision> decisions, IReadOnlyList<OperatorCommand> commands)
    {
        await _gate.WaitAsync();
        try
        {
            await _actioner.TakeAsync(decisions, commands, CancellationToken.None);
            while (!(await _actioner.StepAsync(CancellationToken.None)).IsIdle)
            {
                await _actioner.AnyCallAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
