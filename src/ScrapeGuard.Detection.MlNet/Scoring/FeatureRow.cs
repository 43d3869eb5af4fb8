using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Scoring;

/// <summary>
/// A row of features as ML.NET sees one: a live row whose values change under it. One thread at a time.
/// </summary>
internal sealed class FeatureRow(FeatureBinding binding) : DataViewRow
{
    private readonly float[] _values = new float[binding.Columns];
    private long _position = -1;

    public override DataViewSchema Schema => binding.Schema;

    /// <summary>Grows with each row: getters of ML.NET keep what they made of a position.</summary>
    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Goes on to the next row.</summary>
    public void Set(ReadOnlySpan<float> row)
    {
        row.CopyTo(_values);
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => binding.PlacesOf(column) is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var places = binding.PlacesOf(column)
            ?? throw new InvalidOperationException($"The column {column.Name} is not active");
        Delegate getter = column.Type is VectorDataViewType
            ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Fill(places, ref value))
            : (ValueGetter<float>)((ref float value) => value = _values[places[0]]);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"The column {column.Name} is {column.Type}");
    }

    private void Fill(int[] places, ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, places.Length);
        for (var i = 0; i < places.Length; i++)
            editor.Values[i] = _values[places[i]];
        value = editor.Commit();
    }
}
