using System.Buffers.Binary;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests.Models;

[TestFixture]
public sealed class ModelFileTests
{
    private const int Header = 16;
    private const int Checksum = 32;

    [TestCase(0, 4000)]
    [TestCase(2, 4000)]
    [TestCase(0, 20)]
    public void Read_OfAWrittenModel_GivesTheSameModel(int extension, int rows)
    {
        var values = RandomRows.Awkward(1, rows, 5);
        var model = DetectionModelTrainer.Train(
            values, 5, RandomRows.Names(5), new() { Forest = new() { ExtensionLevel = extension, Seed = 77 } });

        var read = Read(Write(model)).Model!;

        read.Version.Should().Be(model.Version);
        read.Name.Should().Be("people");
        read.Seed.Should().Be(77);
        read.TrainedRows.Should().Be(rows);
        read.FeatureNames.Should().Equal(model.FeatureNames);
        read.PeopleScores.Tail.Should().Be(model.PeopleScores.Tail);
        for (var i = 0; i < rows; i++)
        {
            var score = model.Score(values.AsSpan(i * 5, 5));
            read.Score(values.AsSpan(i * 5, 5)).Should().Be(score);
            read.PValue(score).Should().Be(model.PValue(score));
        }
        read.References[3].Quantiles.ToArray().Should().Equal(model.References[3].Quantiles.ToArray());
        Write(read).Should().Equal(Write(model));
    }

    [Test]
    public void Write_OfAForestOfThirtyTwoColumns_StaysBelow600KiB()
    {
        var model = DetectionModelTrainer.Train(
            RandomRows.Gaussian(1, 5000, 32), 32, RandomRows.Names(32), new());

        Write(model).Length.Should().BeLessThan(600 * 1024);
    }

    [Test]
    public void Read_WithAnyBitFlipped_IsAnError()
    {
        var file = Write(Small());
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var flipped = file.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            if (Read(flipped).IsModel)
                Assert.Fail($"Bit {bit} was flipped and the model read");
        }
    }

    [Test]
    public void Read_CutShortOrLengthened_IsAnError()
    {
        var file = Write(Small());
        for (var length = 0; length < file.Length; length++)
            Read(file[..length]).IsModel.Should().BeFalse();
        Read([.. file, 0]).Error.Should().Contain("longer");
    }

    [Test]
    public void Read_OfAnotherVersion_SaysWhich()
    {
        var file = Write(Small());
        file[8] = 2;
        Read(file).Error.Should().Contain("Model format 2");
        Read([1, 2, 3]).Error.Should().Be("Not a model file");
    }

    [Test]
    public void Read_WithALengthBeyondTheBound_AllocatesNothingForIt()
    {
        var file = Write(Small());
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), 90 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(file).Error.Should().Contain("shorter");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), uint.MaxValue);
        Read(file).Error.Should().Contain("the most is");
    }

    [Test]
    public void Read_OfAForgedBodyWithAGoodChecksum_NeverThrows()
    {
        var file = Write(Small());
        Prop.ForAll<(int Seed, byte Changes)>(drawn =>
        {
            var random = new SplitMix64((ulong)drawn.Seed);
            var forged = file.ToArray();
            for (var i = 0; i <= drawn.Changes % 8; i++)
                forged[Header + random.NextInt(file.Length - Header - Checksum)] = (byte)random.Next();
            SHA256.HashData(forged.AsSpan(0, file.Length - Checksum), forged.AsSpan(file.Length - Checksum));
            var result = Read(forged);
            if (!result.IsModel)
                return result.Error.Length > 0;
            // What is taken for a model must be usable.
            var score = result.Model.Score(new float[result.Model.Columns]);
            return score is > 0 and <= 1 && result.Model.PValue(score) is > 0 and <= 1;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Read_WithEachByteForgedUnderAGoodChecksum_NeverThrows()
    {
        var file = Write(Small());
        for (var at = Header; at < file.Length - Checksum; at++)
        {
            foreach (byte value in new byte[] { 0, 1, 2, 3, 0x7F, 0xFF })
            {
                var forged = file.ToArray();
                forged[at] = value;
                SHA256.HashData(forged.AsSpan(0, file.Length - Checksum), forged.AsSpan(file.Length - Checksum));
                var read = () => Read(forged);
                read.Should().NotThrow("byte {0} was {1}", at, value);
            }
        }
    }

    private static DetectionModel Small() => DetectionModelTrainer.Train(
        RandomRows.Gaussian(1, 40, 2), 2, RandomRows.Names(2), new() { Forest = new() { Trees = 3, SampleSize = 8 } });

    private static byte[] Write(DetectionModel model)
    {
        var stream = new MemoryStream();
        ModelFile.Write(stream, model);
        return stream.ToArray();
    }

    private static ModelFileResult Read(byte[] bytes) => ModelFile.Read(new MemoryStream(bytes));
}
