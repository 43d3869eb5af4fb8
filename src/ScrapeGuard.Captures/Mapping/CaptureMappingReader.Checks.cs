using System.Globalization;
using System.Text;
using ScrapeGuard.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ScrapeGuard.Captures;

/// <summary>What must hold between the keys of a mapping.</summary>
public sealed partial class CaptureMappingReader
{
    private void CheckConstants(CaptureMapping mapping, YamlNode node)
    {
        foreach (var (keyNode, valueNode) in ChildrenOf(node))
        {
            if (!MappedFieldNames.TryParse(TextOf(keyNode), out var field)
                || !mapping.Constants.TryGetValue(field, out var value))
            {
                continue;
            }

            var key = "constants." + MappedFieldNames.Of(field);
            switch (field)
            {
                case MappedField.Operation:
                    TryReadOperation(key, valueNode, out _);
                    break;
                case MappedField.Time or MappedField.AccountCreated or MappedField.Id or MappedField.Path
                    or MappedField.Tracks:
                    Add(keyNode, key, value, "differs from event to event and can be no constant");
                    break;
                case MappedField.Status or MappedField.Bytes or MappedField.PlayedMs or MappedField.Asn
                    when !uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        || (field == MappedField.Status && number > 999):
                    Add(valueNode, key, value, "must be a whole number in its range");
                    break;
                case MappedField.Account when Encoding.UTF8.GetByteCount(value) > EventLimits.MaxAccountBytes:
                    Add(valueNode, key, value, $"must be at most {EventLimits.MaxAccountBytes} bytes");
                    break;
                default:
                    break;
            }
        }
    }

    private void CheckWhole(CaptureMapping mapping, YamlNode node)
    {
        if (mapping.Format == CaptureKind.Combined)
        {
            if (mapping.Fields.Count > 0 || mapping.Constants.Count > 0)
            {
                Add(node, "format", "combined", "takes paths alone: an access log has no fields to be named");
            }

            return;
        }

        CheckFields(mapping, node);
        if (mapping.Format == CaptureKind.Ndjson)
        {
            foreach (var (field, pointer) in mapping.Fields)
            {
                if (PointerNode.Check(pointer) is { } problem)
                {
                    Add(node, "fields." + MappedFieldNames.Of(field), pointer, problem);
                }
            }
        }
    }

    private void CheckFields(CaptureMapping mapping, YamlNode node)
    {
        if (!mapping.Fields.ContainsKey(MappedField.Time))
        {
            Add(node, "fields.time", "", "is a must");
        }

        if (!mapping.Fields.ContainsKey(MappedField.Account) && !mapping.Constants.ContainsKey(MappedField.Account))
        {
            Add(node, "fields.account", "", "is a must");
        }

        var hasPaths = mapping.Paths.Count > 0;
        if (hasPaths && !mapping.Fields.ContainsKey(MappedField.Path))
        {
            Add(node, "fields.path", "", "is a must with path rules");
        }

        if (!hasPaths && !mapping.Fields.ContainsKey(MappedField.Operation)
            && !mapping.Constants.ContainsKey(MappedField.Operation))
        {
            Add(node, "fields.operation", "",
                "is a must, unless path rules or constants.operation say what events are");
        }
    }
}
