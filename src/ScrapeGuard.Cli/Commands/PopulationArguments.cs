using System.CommandLine;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary>The options of every command that simulates: how many people, which scrapers, for how long.</summary>
internal sealed class PopulationArguments
{
    // The keys of the simulation's own messages, and the options that set them.
    private static readonly (string Key, string Option)[] OptionsOfKeys =
    [
        (nameof(SimulationOptions.People), "--people"),
        (nameof(SimulationOptions.Days), "--days"),
        (nameof(SimulationOptions.CatalogueTracks), "--tracks"),
        (nameof(SimulationOptions.Start), "--start"),
        (nameof(SimulationOptions.Scrapers), "--scrapers"),
        (nameof(SimulationOptions.Mix), "--people-mix"),
        (nameof(SimulationOptions.MaxEvents), "--max-events"),
        ("Scale.Accounts", "--accounts"),
        ("Scale.Events", "--max-events"),
    ];

    private readonly SimulationOptions _defaults;

    public PopulationArguments(SimulationOptions defaults)
    {
        _defaults = defaults;
        People = new("--people")
        {
            Description = "Accounts of people.",
            DefaultValueFactory = _ => defaults.People,
            HelpName = "N",
        };
        Days = new("--days")
        {
            Description = "Length of the traffic, in days.",
            DefaultValueFactory = _ => defaults.Days,
            HelpName = "N",
        };
        Tracks = new("--tracks")
        {
            Description = "Tracks in the catalogue, 1,000 to 20,000,000; without it "
                + $"{Shown.Count(defaults.CatalogueTracks)}.",
            HelpName = "N",
        };
    }

    public Option<int> People { get; }

    public Option<double> Days { get; }

    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of all chance: the same options give the same bytes.",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    public Option<string> Scrapers { get; } = new("--scrapers")
    {
        Description = "Who scrapes: default (a campaign of each kind), none, or kinds with their accounts, as in "
            + "loud-audio,quiet-swarm:20. After a kind its dials, as in quiet-swarm:20,per-day=30,order=popular;"
            + $"custom,pace=60. Kinds: {ScraperWords.Kinds}. Dials: {ScraperWords.Dials}.",
        DefaultValueFactory = _ => ScraperWords.Default,
        HelpName = "KINDS",
    };

    public Option<string?> Mix { get; } = new("--people-mix")
    {
        Description = "Who the people are: kinds with their shares, as in listener=0.9,dj=0.1; without it a mix of "
            + $"most kinds. Kinds: {string.Join(", ", PeopleMix.Kinds)}.",
        HelpName = "KINDS",
    };

    public Option<int?> Tracks { get; }

    public Option<string?> Start { get; } = new("--start")
    {
        Description = "Time of the first event (RFC 3339); without it 2026-01-05T00:00:00Z, a Monday.",
        HelpName = "TIME",
    };

    public void AddTo(Command command)
    {
        command.Add(People);
        command.Add(Days);
        command.Add(Seed);
        command.Add(Scrapers);
        command.Add(Mix);
        command.Add(Tracks);
        command.Add(Start);
    }

    /// <summary>Reads the options; their mistakes go to <paramref name="errors"/>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="errors">Receives a line a mistake, with option and value.</param>
    /// <param name="change">Sets what the command has options of its own for; may be null.</param>
    public SimulationOptions Read(
        ParseResult parsed, List<string> errors, Func<SimulationOptions, SimulationOptions>? change = null)
    {
        var people = parsed.GetValue(People);
        var options = _defaults with
        {
            People = people,
            Days = parsed.GetValue(Days),
            Seed = parsed.GetValue(Seed),
            CatalogueTracks = parsed.GetValue(Tracks) ?? _defaults.CatalogueTracks,
            Start = ReadStart(parsed.GetValue(Start), errors),
            Mix = MixWords.Parse(parsed.GetValue(Mix), _defaults.Mix, errors),
            Scrapers = ScraperWords.Parse(parsed.GetValue(Scrapers)!, errors),
        };
        options = change?.Invoke(options) ?? options;
        errors.AddRange(SimulationOptionsValidator.Validate(options).Select(InWordsOfOptions));
        return options;
    }

    private DateTimeOffset ReadStart(string? text, List<string> errors)
    {
        if (text is null)
        {
            return _defaults.Start;
        }

        if (Rfc3339.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var micros))
        {
            return DateTimeOffset.UnixEpoch.AddMicroseconds(micros);
        }

        errors.Add($"--start '{text}': must be a time such as 2026-01-05T00:00:00Z");
        return _defaults.Start;
    }

    /// <summary><c>People: '-1' must be</c> as <c>--people '-1': must be</c>.</summary>
    private static string InWordsOfOptions(string mistake)
    {
        foreach (var (key, option) in OptionsOfKeys)
        {
            if (mistake.StartsWith(key, StringComparison.Ordinal)
                && mistake.IndexOf(": '", StringComparison.Ordinal) is >= 0 and var value
                && mistake.IndexOf("' ", value + 3, StringComparison.Ordinal) is >= 0 and var end)
            {
                return $"{option} {mistake[(value + 2)..(end + 1)]}: {mistake[(end + 2)..]}";
            }
        }

        return mistake;
    }
}
