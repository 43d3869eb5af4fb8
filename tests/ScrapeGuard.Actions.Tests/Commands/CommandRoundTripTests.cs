using System.Buffers;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Tests.Seeds;

namespace ScrapeGuard.Actions.Tests.Commands;

/// <summary>What is written is read the same; what was changed on the way is never read as something wilder.</summary>
public sealed class CommandRoundTripTests
{
    [Test]
    public void Read_AnyRightCommandAsWritten_IsTheSame() => Property.HoldsForSeeds(seed =>
    {
        var command = new DrawnCommand(seed).Next();
        CommandReader.Read(Written(command), out var read).Should().BeNull($"seed {seed}, {command}");
        read.Should().Be(command, $"seed {seed}");
    }, runs: 400);

    [Test]
    public void Write_AnyCommand_IsOneLineOfJsonThatAnotherReaderReads() => Property.HoldsForSeeds(seed =>
    {
        var command = new DrawnCommand(seed).Next();
        var json = Written(command);
        json.Should().NotContain((byte)'\n', $"seed {seed}");
        using var other = JsonDocument.Parse(json);
        other.RootElement.GetProperty("by").GetString().Should().Be(command.By, $"seed {seed}");
        other.RootElement.GetProperty("command").GetString().Should()
            .Be(command.Kind.ToString().ToLowerInvariant(), $"seed {seed}");
    });

    [Test]
    public void Read_CutOff_IsNoCommand() => Property.HoldsForSeeds(seed =>
    {
        var json = Written(new DrawnCommand(seed).Next());
        foreach (var length in Enumerable.Range(0, 40).Select(i => json.Length * i / 40))
        {
            CommandReader.Read(json.AsSpan(0, length), out var read).Should().NotBeNull($"seed {seed}, {length}");
            read.Should().BeNull($"seed {seed}, {length} bytes");
        }
    });

    [Test]
    public void Read_BytesChanged_NeverThrowsAndNeverBreaksARule() => Property.HoldsForSeeds(seed =>
    {
        var chance = new Random(seed);
        var json = Written(new DrawnCommand(seed).Next());
        for (var i = 0; i < 200; i++)
        {
            var changed = json.ToArray();
            for (var flips = chance.Next(1, 4); flips > 0; flips--)
            {
                changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
            }

            var wrong = CommandReader.Read(changed, out var read);
            (wrong is null).Should().Be(read is not null, $"seed {seed}, {Convert.ToHexString(changed)}");
            (wrong?.Contains('\n') ?? false).Should().BeFalse($"seed {seed}: a reason is a line");
            if (read is not null)
            {
                CommandRules.Check(read).Should().BeNull($"seed {seed}");
                DrawnCommand.ScopesOf(read.Kind).Should().Contain(read.Target.Scope, $"seed {seed}");
                read.By.Should().NotBeEmpty($"seed {seed}").And.NotContainAny("\0", "\n", "\r", "\u001b");
            }
        }
    });

    [Test]
    public void Check_AnyScopeOrMember_IsRightWhereTheTableSaysSo() => Property.HoldsForSeeds(seed =>
    {
        var chance = new Random(seed);
        var right = new DrawnCommand(seed).Next();
        var scope = (CommandScope)chance.Next((int)CommandScope.All + 1);
        var changed = right with { Target = right.Target with { Scope = scope, SinceMicros = null } };
        (CommandRules.Check(changed) is null).Should()
            .Be(DrawnCommand.ScopesOf(right.Kind).Contains(scope), $"seed {seed}, {right.Kind} of {scope}");
        var takesEnd = right.Kind.IsOrder() || right.Kind == CommandKind.Allow;
        (CommandRules.Check(right with { UntilMicros = 5 }) is null).Should()
            .Be(takesEnd, $"seed {seed}, {right.Kind}");
    }, runs: 300);

    private static byte[] Written(OperatorCommand command)
    {
        var output = new ArrayBufferWriter<byte>();
        CommandWriter.Write(output, command);
        Encoding.UTF8.GetString(output.WrittenSpan).Should().StartWith("{\"id\":");
        return output.WrittenSpan.ToArray();
    }
}
