using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>
/// A history drawn by a seed: decisions in any order and more than once, commands, faults of the service and of the
/// store, crashes at any step, time that passes. At its end everything heals, comes once more, and settles.
/// </summary>
internal sealed class History(int seed, World world, bool withCommands)
{
    /// <summary>Is on the allowlist of the policy.</summary>
    public const string Allowlisted = "allowlisted";

    /// <summary>All its decisions are in shadow.</summary>
    public const string InShadow = "in-shadow";

    private static readonly string[] Accounts = ["u0", "u1", "u2", "u3", Allowlisted, InShadow];
    private static readonly Verdict[] Verdicts =
        [Verdict.Observe, Verdict.Throttle, Verdict.Challenge, Verdict.Suspend, Verdict.Suspend, Verdict.Restore];

    private readonly Random _chance = new(seed);
    private readonly List<OperatorCommand> _commands = [];

    public List<Decision> Decisions { get; } = [];

    /// <summary>When each allowance began and ended, by account: what was begun within is wrong.</summary>
    public List<(string Account, long From, long Until)> Allowances { get; } = [];

    public async Task PlayAsync(int events)
    {
        for (var i = 0; i < events; i++)
        {
            Decisions.Add(Draw(i));
        }

        var deliveries = Decisions.Concat(Decisions.Where(_ => _chance.Next(3) == 0)).ToArray();
        _chance.Shuffle(deliveries);
        var next = 0;
        while (next < deliveries.Length)
        {
            var batch = deliveries[next..Math.Min(deliveries.Length, next + _chance.Next(1, 6))];
            if (await TryAsync(() => world.TakeAsync(batch)))
            {
                next += batch.Length;
            }

            await DisturbAsync();
        }

        await HealAsync();
    }

    private async Task DisturbAsync()
    {
        for (var steps = _chance.Next(3); steps > 0; steps--)
        {
            await TryAsync(() => world.Actioner.StepAsync(default));
        }

        switch (_chance.Next(12))
        {
            case 0:
                world.Crash();
                break;
            case 1:
                world.Service.EndHanging();
                break;
            case < 8:
                world.Clock.Pass(TimeSpan.FromSeconds(_chance.Next(1, 400)));
                break;
            case 8 when withCommands:
                await CommandAsync();
                break;
        }
    }

    private async Task HealAsync()
    {
        world.Service.Faults = new Faults { ForgetsKeys = world.Service.Faults.ForgetsKeys };
        (world.Breaking.BreaksBefore, world.Breaking.BreaksAfter) = (0, 0);
        world.Crash();
        await world.TakeAsync([.. Decisions]);
        await world.Actioner.TakeAsync([], _commands, default);
        await world.TakeAsync(world.Command("resume", CommandKind.Resume));
        await world.SettleAsync(TimeSpan.FromMinutes(20));
    }

    private async Task CommandAsync()
    {
        var account = World.Account(Accounts[_chance.Next(4)]);
        var command = _chance.Next(13) switch
        {
            9 => world.Order(NextId(), CommandKind.Throttle, account.Name),
            10 => world.Order(NextId(), CommandKind.Suspend, account.Name),
            11 => world.Order(NextId(), CommandKind.Challenge, account.Name) with
            {
                UntilMicros = world.Clock.Now + (_chance.Next(1, 900) * 1_000_000L),
            },
            12 => world.Takedown(NextId(), new CommandTarget(CommandScope.Campaign, "c1")),
            0 => world.Command(NextId(), CommandKind.Stop),
            1 => world.Command(NextId(), CommandKind.Resume),
            2 => world.Command(NextId(), CommandKind.Restore, account),
            3 => world.Command(NextId(), CommandKind.Restore, new CommandTarget(CommandScope.All, "")),
            4 => world.Command(NextId(), CommandKind.Approve, account),
            5 => world.Command(NextId(), CommandKind.Approve, new CommandTarget(CommandScope.All, "")),
            6 => world.Command(NextId(), CommandKind.Reject, account),
            7 => world.Command(NextId(), CommandKind.Allow, account, world.Clock.Now + 900_000_000),
            _ => world.Command(NextId(), CommandKind.Appeal, account),
        };
        _commands.Add(command);
        while (!await TryAsync(() => world.TakeAsync(command)))
        {
            // It is brought again until it is taken.
        }

        if (command.Kind == CommandKind.Allow)
        {
            Allowances.Add((account.Name, world.Clock.Now, command.UntilMicros!.Value));
        }
    }

    private string NextId() => $"k{_commands.Count}";

    /// <summary>A store that broke off is a process that died.</summary>
    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (StoreUnavailableException)
        {
            if (_chance.Next(2) == 0)
            {
                world.Crash();
            }

            return false;
        }
    }

    private Decision Draw(int number)
    {
        var account = Accounts[_chance.Next(Accounts.Length)];
        var mode = account == InShadow || _chance.Next(10) == 0 ? PolicyMode.Shadow : PolicyMode.Enforce;
        var campaign = _chance.Next(4) == 0 ? "c1" : null;
        // Two of one time now and then.
        return World.Decision(World.Id(number + 1), account, Verdicts[_chance.Next(Verdicts.Length)],
            _chance.Next(Decisions.Count + 5), mode, campaign);
    }
}
