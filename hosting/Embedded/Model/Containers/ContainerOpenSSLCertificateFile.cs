namespace Aspire.Hosting.ApplicationModel;

/// <summary>A certificate that is put into a container, also under the name by which OpenSSL looks it up.</summary>
public sealed class ContainerOpenSSLCertificateFile : ContainerFileBase;
