namespace KubeOps.Abstractions.Rbac;

/// <summary>Says that a class uses a right in the cluster. The operator's roles are generated from these.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class RbacAttribute : Attribute;
