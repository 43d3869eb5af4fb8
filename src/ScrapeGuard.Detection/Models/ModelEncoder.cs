using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>Writes the grammar of <see cref="ModelFormat"/>.</summary>
internal static class ModelEncoder
{
    public static byte[] Encode(DetectionModel model)
    {
        var forest = model.Forest
            ?? throw new ArgumentException("A model of another make has a file of its own", nameof(model));
        var metadata = new ModelMetadata(model.Name, model.TrainedRows, model.Seed, [.. model.FeatureNames]);
        var body = new MemoryStream();
        WriteSection(body, ModelFormat.MetadataSection, output => WriteMetadata(output, metadata));
        WriteSection(body, ModelFormat.ForestSection, output => WriteForest(output, forest));
        WriteSection(body, ModelFormat.ScoresSection, output => WriteScores(output, model.PeopleScores));
        var references = model.References.ToArray();
        WriteSection(body, ModelFormat.ReferencesSection, output => WriteReferences(output, references));
        var file = new MemoryStream();
        using (var output = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            output.Write(ModelFormat.Magic);
            output.Write(ModelFormat.Version);
            output.Write((uint)body.Length);
            output.Write(body.GetBuffer(), 0, (int)body.Length);
        }
        file.Write(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        return file.ToArray();
    }

    public static void WriteSection(MemoryStream body, uint id, Action<BinaryWriter> write)
    {
        var content = new MemoryStream();
        using var output = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true);
        write(output);
        output.Flush();
        using var header = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true);
        header.Write(id);
        header.Write((uint)content.Length);
        header.Flush();
        content.WriteTo(body);
    }

    public static void WriteMetadata(BinaryWriter output, ModelMetadata metadata)
    {
        WriteString(output, metadata.Name);
        output.Write(metadata.TrainedRows);
        output.Write(metadata.Seed);
        output.Write((ushort)metadata.FeatureNames.Length);
        foreach (var name in metadata.FeatureNames)
            WriteString(output, name);
    }

    private static void WriteForest(BinaryWriter output, IsolationForest forest)
    {
        output.Write((ushort)forest.Trees);
        output.Write((ushort)forest.SampleSize);
        output.Write((ushort)forest.Nodes.Terms);
        for (var tree = 0; tree < forest.Trees; tree++)
            WriteNode(output, forest.Nodes, tree, node: 1, depth: 0);
    }

    private static void WriteNode(BinaryWriter output, ForestNodes nodes, int tree, int node, int depth)
    {
        if (nodes.IsLeaf(tree, node, depth, out var path))
        {
            if (depth < nodes.Depth)
                output.Write(ModelFormat.EndedBranch);
            output.Write((uint)path);
            return;
        }
        var cell = tree * nodes.Stride + node;
        foreach (var feature in nodes.Features.AsSpan(cell * nodes.Terms, nodes.Terms))
            output.Write((ushort)feature);
        if (nodes.Terms > 1)
            WriteFloats(output, nodes.Weights.AsSpan(cell * nodes.Terms, nodes.Terms));
        output.Write(nodes.Thresholds[cell]);
        WriteNode(output, nodes, tree, 2 * node, depth + 1);
        WriteNode(output, nodes, tree, 2 * node + 1, depth + 1);
    }

    public static void WriteReferences(BinaryWriter output, FeatureReference[] references)
    {
        foreach (var reference in references)
            WriteFloats(output, reference.Quantiles);
    }

    public static void WriteScores(BinaryWriter output, QuantileTable scores)
    {
        output.Write(scores.People);
        output.Write((ushort)scores.Scores.Length);
        WriteFloats(output, scores.Scores);
        foreach (var pValue in scores.PValues)
            output.Write(pValue);
        output.Write((byte)(scores.Tail is null ? 0 : 1));
        if (scores.Tail is not { } tail)
            return;
        output.Write(tail.Shape);
        output.Write(tail.Scale);
        output.Write(scores.TailFrom);
        output.Write(scores.TailShare);
    }

    private static void WriteFloats(BinaryWriter output, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            output.Write(value);
    }

    private static void WriteString(BinaryWriter output, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        output.Write((ushort)bytes.Length);
        output.Write(bytes);
    }
}
