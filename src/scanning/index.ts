/** What is scanned when, and may an image with these findings pass? */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { compareScanning, type ScanningChange } from './compare.js';
export { compileScanning, type ScanningOptions } from './compile.js';
export { decideMonitoring, decideRepositoryScanning, decideScan } from './decide.js';
export { explainRepositoryScanning, explainScan } from './explain.js';
export { compileScanGate } from './findings/compile.js';
export { countFindings } from './findings/count.js';
export { decideScanGate } from './findings/decide.js';
export { explainScanGate } from './findings/explain.js';
export { parseScanExceptions } from './findings/parse-exceptions.js';
export { parseScanFindings } from './findings/parse-findings.js';
export type {
  AcceptedFinding,
  AcceptedFindings,
  AffectedPackage,
  CompiledException,
  CompiledScanGate,
  FindingSeverity,
  FindingVerdict,
  GateQuestion,
  ImageGateVerdict,
  ImageScan,
  Judgement,
  PassReason,
  ScanFinding,
  ScanGate,
  ScanGateExplanation,
  ScanGateVerdict,
  SeverityCount,
  UndecidedReason,
} from './findings/types.js';
export { parseScanningConfiguration } from './parse.js';
export type {
  CompiledScanning,
  CompiledScanningFilter,
  MonitoredImage,
  MonitoringVerdict,
  NoScanReason,
  RepositoryScanning,
  RepositoryScanningExplanation,
  RescanSettings,
  ScanExplanation,
  ScanFrequency,
  ScannedRepository,
  ScanningConfiguration,
  ScanningFilter,
  ScanningReadings,
  ScanningRule,
  ScanStatus,
  ScanTrigger,
  ScanType,
  ScanVerdict,
  StartImageScanException,
} from './types.js';
