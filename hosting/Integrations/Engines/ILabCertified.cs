using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Says whether a server shows a certificate of the lab's authority, as it runs now.</summary>
internal interface ILabCertified : IResourceAnnotation
{
    bool IsCertified { get; }
}
