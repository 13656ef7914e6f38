/** The part of FHIR R4 that is written here. What it must be is in `r4-schema.json`, against which every bundle is checked. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

export interface Reference {
  readonly reference?: string;
  readonly display?: string;
}

export interface Narrative {
  readonly status: 'generated';
  /** XHTML. */
  readonly div: string;
}

export interface Composition {
  readonly resourceType: 'Composition';
  readonly status: 'preliminary' | 'final';
  readonly type: CodeableConcept;
  readonly date: string;
  readonly author: readonly Reference[];
  readonly title: string;
  readonly text: Narrative;
  readonly attester?: readonly { readonly mode: 'professional'; readonly time: string; readonly party: Reference }[];
  /** `entry`: what the section is from. */
  readonly section: readonly {
    readonly title: string;
    readonly text: Narrative;
    readonly entry: readonly Reference[];
  }[];
}

export interface DocumentReference {
  readonly resourceType: 'DocumentReference';
  readonly status: 'current';
  readonly docStatus: 'preliminary' | 'final';
  readonly type: CodeableConcept;
  readonly date: string;
  readonly author: readonly Reference[];
  readonly description: string;
  readonly text: Narrative;
  readonly content: readonly {
    readonly attachment: {
      readonly contentType: string;
      /** Base64. */
      readonly data: string;
      readonly title: string;
      readonly creation: string;
    };
  }[];
}

export interface Device {
  readonly resourceType: 'Device';
  readonly text: Narrative;
  readonly deviceName: readonly { readonly name: string; readonly type: 'user-friendly-name' | 'model-name' }[];
  readonly type?: CodeableConcept;
  readonly version?: readonly { readonly value: string }[];
  readonly property?: readonly {
    readonly type: CodeableConcept;
    readonly valueQuantity?: readonly { readonly value: number }[];
    readonly valueCode?: readonly CodeableConcept[];
  }[];
}

export interface Practitioner {
  readonly resourceType: 'Practitioner';
  readonly text: Narrative;
  readonly name: readonly { readonly text: string }[];
}

export interface Provenance {
  readonly resourceType: 'Provenance';
  readonly text: Narrative;
  readonly target: readonly Reference[];
  readonly occurredDateTime: string;
  readonly recorded: string;
  readonly activity: CodeableConcept;
  readonly agent: readonly {
    readonly type: CodeableConcept;
    readonly who: Reference;
    readonly onBehalfOf?: Reference;
  }[];
}

export type Resource = Composition | DocumentReference | Device | Practitioner | Provenance;

export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly identifier: { readonly system: string; readonly value: string };
  readonly type: 'document';
  readonly timestamp: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}
