using ScrapeGuard.Detection.Ensembles;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Benchmarks.Score;

/// <summary>
/// Scoring rows with the ensemble and with its forest, against the walk that a reader of the paper would write: row by
/// row and tree by tree, node objects with two children, until a leaf.
/// </summary>
internal sealed class ScoreBenchmark
{
    public const int Rows = 11_183;
    public const int Columns = 6;

    private readonly float[] _rows = new float[Rows * Columns];
    private readonly float[] _scores = new float[Rows];
    private readonly AnomalyEnsemble _ensemble;
    private readonly NaiveTree[] _trees = new NaiveTree[100];

    public ScoreBenchmark()
    {
        // As many rows and columns as the table mammography, whose speeds are published; correlated as it is.
        var random = new SplitMix64(1);
        for (var row = 0; row < Rows; row++)
        {
            var common = random.NextGaussian();
            for (var column = 0; column < Columns; column++)
            {
                _rows[row * Columns + column] = (float)(common + random.NextGaussian());
            }
        }

        _ensemble = AnomalyEnsembleTrainer.Fit(_rows, Columns, new());
        for (var tree = 0; tree < _trees.Length; tree++)
        {
            var sample = Enumerable.Range(0, 256).Select(_ => random.NextInt(Rows)).ToArray();
            _trees[tree] = NaiveTree.Grow(_rows, Columns, sample, depth: 0, ref random);
        }
    }

    public void ScoreEnsemble() => _ensemble.Score(_rows, _scores);

    public void ScoreForest() => _ensemble.Forest.Score(_rows, _scores);

    public void ScoreRowByRow()
    {
        for (var row = 0; row < Rows; row++)
        {
            _scores[row] = _ensemble.Forest.Score(_rows.AsSpan(row * Columns, Columns));
        }
    }

    public void ScoreNaively()
    {
        for (var row = 0; row < Rows; row++)
        {
            var values = _rows.AsSpan(row * Columns, Columns);
            var sum = 0.0;
            foreach (var tree in _trees)
            {
                sum += tree.Path(values);
            }

            _scores[row] = (float)Math.Pow(2, -sum / _trees.Length / 10.2487);
        }
    }
}
