namespace Lab.Hosting.Integrations.Engines;

/// <summary>The server always shows a certificate of the lab's authority.</summary>
internal sealed class LabCertificate : ILabCertified
{
    public bool IsCertified => true;
}
