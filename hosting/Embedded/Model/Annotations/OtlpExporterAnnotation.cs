namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a resource that exports its telemetry by OTLP.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation
{
    /// <summary>The protocol; null for any.</summary>
    public OtlpProtocol? RequiredProtocol { get; init; }
}
