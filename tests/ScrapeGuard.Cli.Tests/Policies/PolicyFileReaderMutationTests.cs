using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Tests.Policies;

/// <summary>A damaged file is a list of errors, never an exception.</summary>
public sealed class PolicyFileReaderMutationTests
{
    private const int Rounds = 3_000;
    private const string Alphabet = "\n\t :-[]{}#&*!|>'\"%@`,?~.0159aeZ\\\0\u0085\u2028\uFEFF\uD800é";

    private static readonly string Whole = """
        name: strict
        mode: shadow
        grace: 2m
        thresholds: { observe: 0.1, throttle: 0.2, challenge: 0.3, suspend: 1 }
        ladder:
          suspendFor: 30d
        rules: {maxPlayedSecondsPerSecond: 5.5}
        cohorts:
          - name: "young"
            match: { plans: [free], countries: [NO, 'null'], accountAgeBelowDays: 30 }
            maxVerdict: challenge
        allowlist: [partner, 0451]
        canaryTracks:
          - >-
            folded
          - |
            kept

        """;

    [Test]
    public void Read_RandomMutations_NeverThrows()
    {
        var shipped = File.ReadAllText(GoldenFile.InRepository("policies/default.yaml"));
        var arbitrary = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Prop.ForAll(arbitrary, seed =>
        {
            var random = new System.Random(seed);
            var text = Mutated(random.Next(4) == 0 ? shipped : Whole, random);
            var result = PolicyFileReader.Read(text, "p.yaml");
            return result.IsValid == result.Errors.IsEmpty && result.Errors.All(IsOneLine);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));
    }

    [Test]
    public void Read_CutOffAnywhere_NeverThrows()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            PolicyFileReader.Read(Whole[..length], "p.yaml").Errors.All(IsOneLine).Should().BeTrue();
        }
    }

    private static bool IsOneLine(PolicyError error) =>
        error.ToString().Length < 700 && error.ToString().All(letter => letter >= ' ');

    private static string Mutated(string text, System.Random random)
    {
        var mutated = new StringBuilder(text);
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 12), mutated.Length - at);
            var letter = Alphabet[random.Next(Alphabet.Length)];
            switch (random.Next(5))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, letter);
                    break;
                case 2:
                    mutated[at] = letter;
                    break;
                case 3:
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
                default:
                    mutated.Insert(at, new string(letter, random.Next(1, 30)));
                    break;
            }

            if (mutated.Length == 0)
            {
                break;
            }
        }

        return mutated.ToString();
    }
}
